"""A small language for predicates over a frozen record. Each test carries the sentence of why it was not met."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that the rule-set names, so that it can change on a date: `param("ltu_months")`."""

    name: str


def param(name: str) -> Parameter:
    return Parameter(name)


class Expression:
    """A predicate. `a & b` needs both, `a | b` one of them."""

    def __and__(self, other: "Expression") -> "Both":
        return Both((*_parts(self, Both), *_parts(other, Both)))

    def __or__(self, other: "Expression") -> "Either":
        return Either((*_parts(self, Either), *_parts(other, Either)))

    def sql(self, values: Mapping[str, Any], arguments: list[Any]) -> str:
        """SQL text with placeholders; appends their values to `arguments`, in order."""
        raise TypeError(type(self))

    def conditions(self) -> "tuple[Expression, ...]":
        """What must all hold, in the order in which it is explained."""
        return (self,)

    def tests(self) -> "tuple[Test, ...]":
        """The comparisons that it is made of."""
        return ()

    def because(self, why_not: Any) -> "Reasoned":
        """The same predicate, explained as a whole by one sentence."""
        return Reasoned(self, why_not)

    @property
    def explanation(self) -> Any:
        """Why it was not met: its own sentence, or the first one of its parts."""
        return next((test.why_not for test in self.tests() if test.why_not), "")


@dataclass(frozen=True, slots=True)
class Test(Expression):
    """One comparison of a column of the record. `why_not` completes "n'est pas comptée : ..."."""

    column: str
    operator: str
    value: Any
    why_not: Any = ""

    def sql(self, values: Mapping[str, Any], arguments: list[Any]) -> str:
        if self.operator == "known":
            return f"{self.column} IS NOT NULL"
        if self.operator == "said":
            return f"{self.column} <> ''"
        if self.operator == "in":
            arguments.extend(self.value)
            return f"{self.column} IN ({', '.join(['%s'] * len(self.value))})"
        arguments.append(values[self.value.name] if isinstance(self.value, Parameter) else self.value)
        return f"{self.column} {self.operator} %s"

    def tests(self) -> "tuple[Test, ...]":
        return (self,)


@dataclass(frozen=True, slots=True)
class Both(Expression):
    parts: tuple[Expression, ...]

    def sql(self, values: Mapping[str, Any], arguments: list[Any]) -> str:
        return "(" + " AND ".join(part.sql(values, arguments) for part in self.parts) + ")"

    def conditions(self) -> tuple[Expression, ...]:
        return tuple(condition for part in self.parts for condition in part.conditions())

    def tests(self) -> tuple[Test, ...]:
        return tuple(test for part in self.parts for test in part.tests())


@dataclass(frozen=True, slots=True)
class Either(Expression):
    parts: tuple[Expression, ...]

    def sql(self, values: Mapping[str, Any], arguments: list[Any]) -> str:
        return "(" + " OR ".join(part.sql(values, arguments) for part in self.parts) + ")"

    def tests(self) -> tuple[Test, ...]:
        return tuple(test for part in self.parts for test in part.tests())


@dataclass(frozen=True, slots=True)
class Reasoned(Expression):
    """A predicate with a sentence of its own, whatever it is made of."""

    whole: Expression
    why_not: Any

    def sql(self, values: Mapping[str, Any], arguments: list[Any]) -> str:
        return self.whole.sql(values, arguments)

    def tests(self) -> tuple[Test, ...]:
        return self.whole.tests()

    @property
    def explanation(self) -> Any:
        return self.why_not


@dataclass(frozen=True, slots=True)
class Depending(Expression):
    """The predicate that a setting of the rule-set chooses: `chosen_by(param("level"), low=..., high=...)`."""

    setting: Parameter
    choices: tuple[tuple[Any, Expression], ...]

    def sql(self, values: Mapping[str, Any], arguments: list[Any]) -> str:
        chosen: Expression = dict(self.choices)[values[self.setting.name]]
        return chosen.sql(values, arguments)

    def tests(self) -> tuple[Test, ...]:
        return tuple(test for _value, choice in self.choices for test in choice.tests())


def chosen_by(setting: Parameter, **choices: Expression) -> Depending:
    return Depending(setting, tuple(choices.items()))


def _parts(expression: Expression, kind: type) -> tuple[Expression, ...]:
    return expression.parts if isinstance(expression, kind) else (expression,)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the record, by the name it has in the statement of `engine.statement`."""

    name: str

    def is_(self, value: str | int, why_not: Any = "") -> Test:
        return Test(self.name, "=", value, why_not)

    def one_of(self, *values: str | int, why_not: Any = "") -> Test:
        return Test(self.name, "in", values, why_not)

    def at_least(self, value: int | date | Parameter, why_not: Any = "") -> Test:
        return Test(self.name, ">=", value, why_not)

    def below(self, value: int | date | Parameter, why_not: Any = "") -> Test:
        return Test(self.name, "<", value, why_not)

    def is_known(self, why_not: Any = "") -> Test:
        return Test(self.name, "known", None, why_not)

    def is_said(self, why_not: Any = "") -> Test:
        return Test(self.name, "said", None, why_not)


def col(name: str) -> Column:
    return Column(name)
