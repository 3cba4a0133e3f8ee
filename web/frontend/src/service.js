// What the pages gain where there is a script. Every page works without it.
import { CharacterCount, createAll, ErrorSummary, Radios, Checkboxes, SkipLink } from "govuk-frontend";
import { keepDrafts } from "./draft.js";
import { showNow } from "./figure.js";
import { sendOnce } from "./send-once.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported"); // govuk-frontend starts nothing without them
for (const component of [CharacterCount, Checkboxes, ErrorSummary, Radios, SkipLink]) createAll(component);
document.querySelectorAll("form[data-draft-url]").forEach(keepDrafts);
document.querySelectorAll("form[method='post']").forEach(sendOnce);
document.querySelectorAll(".app-figure__scroll").forEach(showNow);
