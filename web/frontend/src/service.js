// What the pages gain where there is a script. Every page works without it.
import { CharacterCount, createAll, ErrorSummary, Radios, Checkboxes, SkipLink } from "govuk-frontend";
import { keepDrafts } from "./draft.js";
import { showNow } from "./figure.js";
import { usePasskey } from "./passkey.js";
import { sendOnce } from "./send-once.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported"); // govuk-frontend starts nothing without them
for (const component of [CharacterCount, Checkboxes, ErrorSummary, Radios, SkipLink]) createAll(component);
document.querySelectorAll("form[data-draft-url]").forEach(keepDrafts);
document.querySelectorAll("form[method='post']:not([data-passkey])").forEach(sendOnce);
document.querySelectorAll("form[data-passkey]").forEach(usePasskey);
document.querySelectorAll(".app-figure__scroll").forEach(showNow);
