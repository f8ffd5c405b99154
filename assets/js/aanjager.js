/* What a keyboard can do more quickly. Everything on the pages works without this file. */
(() => {
  "use strict";

  const typt = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
  const vrij = (gebeurtenis) => !gebeurtenis.ctrlKey && !gebeurtenis.metaKey && !gebeurtenis.altKey;

  // A single letter does something only while nobody is typing, and not when the user switched that off.
  const snelletter = (gebeurtenis) => {
    if (!("sneltoetsen" in document.body.dataset) || !vrij(gebeurtenis) || typt(gebeurtenis.target)) return;
    const letter = gebeurtenis.key.toLowerCase();
    if (!/^[a-z]$/.test(letter)) return;
    const knop = document.querySelector(`[data-toets="${letter}"]`);
    const adres = knop ? knop.href : letter === "n" ? document.body.dataset.nieuwOverleg : null;
    if (!adres) return;
    gebeurtenis.preventDefault();
    window.location.assign(adres);
  };

  const bewaar = (formulier) => {
    const knop = formulier.querySelector("[data-bewaar]");
    if (knop) knop.click();
  };

  // In a long form Enter goes on to the next field; only Ctrl+Enter and the button save.
  const volgendVeld = (veld) => {
    const rijen = veld.closest("[data-rijen]");
    const velden = [...veld.form.elements].filter(
      (e) => e.matches("input:not([type=hidden]), select, textarea") && e.tabIndex >= 0,
    );
    const volgende = velden[velden.indexOf(veld) + 1];
    const isLaatste = rijen && (!volgende || volgende.closest("[data-rijen]") !== rijen);
    const rij = veld.closest("[data-rij]");
    const isGevuld = rij && [...rij.querySelectorAll("input, select")].some((e) => e.type !== "checkbox" && e.value.trim());
    if (isLaatste && isGevuld) rijen.querySelector("[name=_meer]").click();
    else if (volgende) volgende.focus();
  };

  document.addEventListener("keydown", (gebeurtenis) => {
    const formulier = gebeurtenis.target.closest && gebeurtenis.target.closest("form[data-lang]");
    if (gebeurtenis.key !== "Enter") {
      snelletter(gebeurtenis);
    } else if (formulier && (gebeurtenis.ctrlKey || gebeurtenis.metaKey)) {
      gebeurtenis.preventDefault();
      bewaar(formulier);
    } else if (formulier && vrij(gebeurtenis) && gebeurtenis.target.matches("input:not([type=submit])")) {
      gebeurtenis.preventDefault();
      volgendVeld(gebeurtenis.target);
    }
  });

  // The menu of the user closes when somebody clicks beside it or presses Escape.
  document.addEventListener("click", (gebeurtenis) => {
    const menu = document.querySelector(".kop__wie[open]");
    if (menu && !menu.contains(gebeurtenis.target)) menu.open = false;
  });
  document.addEventListener("keydown", (gebeurtenis) => {
    const menu = document.querySelector(".kop__wie[open]");
    if (gebeurtenis.key === "Escape" && menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // A form is sent once, however often the button is pressed; a page from the back button is fresh again.
  document.addEventListener("submit", (gebeurtenis) => {
    const formulier = gebeurtenis.target;
    if (formulier.dataset.onderweg) gebeurtenis.preventDefault();
    else if (!gebeurtenis.defaultPrevented && formulier.method === "post") formulier.dataset.onderweg = "ja";
  });
  window.addEventListener("pageshow", () => {
    for (const formulier of document.forms) delete formulier.dataset.onderweg;
  });

  // What was typed and not saved is not lost by a slip: the browser asks first.
  let isGewijzigd = false;
  document.addEventListener("input", (gebeurtenis) => {
    if (gebeurtenis.target.closest("form[data-lang]")) isGewijzigd = true;
  });
  document.addEventListener("submit", () => {
    isGewijzigd = false;
  });
  window.addEventListener("beforeunload", (gebeurtenis) => {
    if (isGewijzigd) gebeurtenis.preventDefault();
  });

  // What went wrong is read out and seen first.
  document.addEventListener("DOMContentLoaded", () => {
    const fouten = document.getElementById("fouten");
    if (fouten) fouten.focus();
  });
})();
