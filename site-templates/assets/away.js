// A static host can't compute an answer: who asks api/search/?q= is sent to the page that can.
"use strict";
if (new URLSearchParams(location.search).get("q")) location.replace("../../search.html" + location.search);
