/* Levier's own script. Every page works without it. It keeps unsaved text, opens pages asked as dialogs, ticks all,
   walks through what the search found, and says where one is after a list is turned. */
(() => {
  const kept = (form) => `texte:${location.pathname}#${form.id || [...document.forms].indexOf(form)}`;
  const fields = (form) => [...form.elements].filter((one) => one.name && one.matches("textarea, input:not([type=hidden], [type=password], [type=file], [type=search])"));
  const value = (one) => (/^(checkbox|radio)$/.test(one.type) ? one.checked : one.value);
  const changed = new Set();

  const keep = (form) => {
    changed.add(form);
    sessionStorage.setItem(kept(form), JSON.stringify(fields(form).map((one) => [one.name, value(one)])));
  };
  const restore = (form) => {
    const text = sessionStorage.getItem(kept(form));
    if (!text || form.querySelector("[aria-invalid=true]")) return;
    const before = JSON.parse(text);
    const now = fields(form);
    if (before.length !== now.length || before.every(([, was], rank) => value(now[rank]) === was)) return;
    before.forEach(([, was], rank) => (typeof was === "boolean" ? (now[rank].checked = was) : (now[rank].value = was)));
    changed.add(form);
    form.querySelector("[data-kept]")?.removeAttribute("hidden");
  };

  document.querySelector(".notice.error[tabindex]")?.focus();
  document.querySelectorAll("form[data-keep]").forEach(restore);
  document.addEventListener("input", ({ target }) => target.form?.matches("[data-keep]") && keep(target.form));
  document.addEventListener("submit", ({ target }) => {
    changed.delete(target);
    if (target.matches("[data-forget]")) sessionStorage.clear();
    else sessionStorage.removeItem(kept(target));
  });
  document.addEventListener("reset", ({ target }) => {
    changed.delete(target);
    sessionStorage.removeItem(kept(target));
  });
  addEventListener("beforeunload", (event) => changed.size && event.preventDefault());

  document.addEventListener("change", ({ target }) => {
    const name = target.dataset.all;
    if (name) target.form.querySelectorAll(`[name="${name}"]`).forEach((one) => (one.checked = target.checked));
  });

  document.addEventListener("keydown", (event) => {
    const box = event.target.closest(".search");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!box || !(step || event.key === "Escape")) return;
    const input = box.querySelector("[type=search]");
    const stops = [input, ...box.querySelectorAll(".found a")];
    if (event.key === "Escape") input.focus(), box.querySelector(".found").replaceChildren();
    else if (stops.length > 1) event.preventDefault(), stops.at((stops.indexOf(event.target) + step) % stops.length).focus();
  });

  // A question asked while one types must not use up the token of the form it stands in.
  document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => ctx.sourceElement.matches("[data-asks]") && ctx.request.body.delete("jeton"));

  document.addEventListener("htmx:after:swap", () => {
    const list = document.getElementById("liste");
    if (!list?.dataset.title) return;
    document.title = list.dataset.title;
    if (document.activeElement === document.body) list.focus();
  });

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-dialog]");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    if (event.target.closest("dialog [data-close]")) return event.preventDefault(), event.target.closest("dialog").close();
    if (!link || !plain) return;
    event.preventDefault();
    const answer = await fetch(link.href).catch(() => null);
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("contenu");
    if (!page) return location.assign(link.href);
    const dialog = document.createElement("dialog");
    const heading = page.querySelector("h1");
    dialog.append(...page.childNodes);
    if (heading) (heading.id = "dialogue"), dialog.setAttribute("aria-labelledby", "dialogue");
    dialog.addEventListener("close", () => (dialog.remove(), link.focus()));
    document.body.append(dialog);
    dialog.showModal();
  });
})();
