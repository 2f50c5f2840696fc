/* Levier's own script. Every page works without it. It keeps unsaved text, opens pages asked as dialogs, ticks all. */
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
