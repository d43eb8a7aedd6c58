import { html } from '../../reports/html/html';
import type { Html } from '../../reports/html/html';
import { addressOf, folderOf } from './layout';
import type { ModuleAddress } from './layout';
import type { PublishedModule } from './published';
import type { Version } from './version';

const STYLE = 'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}'
  + 'pre{background:#f4f4f4;padding:1rem;overflow:auto;white-space:pre-wrap}td,th{text-align:left;padding:.2rem 1rem .2rem 0}';

/** The page of one version of a module: how to call it, its checksum, and its own page. */
export function versionPage(host: string, address: ModuleAddress, version: Version, sha256: string, readme: string): string {
  const name = addressOf(address);
  const call = `module "${address.name.replaceAll('-', '_')}" {\n  source  = "${host}/${name}"\n  version = "${constraint(version)}"\n}\n`;
  return page(`${name} ${version.text}`, html`<p><a href="../../../../../../index.html">All modules</a></p>
<pre>${call}</pre>
<p>SHA-256 of the archive: <code>${sha256}</code></p>
<pre>${readme}</pre>`);
}

/** The page of all modules. */
export function indexPage(modules: readonly PublishedModule[]): string {
  const rows = modules.map(({ address, versions }) => (
    html`<tr><td>${addressOf(address)}</td><td>${linksOf(address, versions)}</td></tr>\n`
  ));
  return page('Modules', html`<table>\n<tr><th>module</th><th>versions, the newest first</th></tr>\n${rows}</table>`);
}

function linksOf(address: ModuleAddress, versions: readonly Version[]): Html[] {
  return [...versions].reverse().map(({ text }) => html`<a href="${folderOf(address)}/${text}/index.html">${text}</a> `);
}

/** The constraint for all versions that need no change of the caller. It chooses no prerelease, so a prerelease is named exactly. */
function constraint({ core: [major, minor], prerelease, text }: Version): string {
  return prerelease.length > 0 ? text : `~> ${major}.${minor}`;
}

function page(title: string, body: Html): string {
  return html`<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>
<body>
<h1>${title}</h1>
${body}
</body>
</html>
`.text;
}
