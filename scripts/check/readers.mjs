/** Tests that read files of the repository as text, or run them: what no import shows. */
export const READERS = [
  { files: /^(docs\/.*|README|CONTRIBUTING|CHANGELOG)\.md$|^docs\//, tests: /^test\/docs\/|^test\/\w+\/.*docs\.test|-page\.test/ },
  { files: /^test\/golden\//, tests: /^test\/apps\// },
  { files: /^lib\/gitops\/chart\//, tests: /^test\/(gitops\/chart|apps\/)/ },
  { files: /^\.github\//, tests: /^test\/(workflows\/|repository\/workflow|release\/workflow)/ },
  { files: /^eslint\.config\.mjs$/, tests: /^test\/repository\/lint/ },
  { files: /^scripts\/(support|check)|^scripts\/check\.mjs$|^\.ci\//, tests: /^test\/repository\/(scripts|check)/ },
  { files: /^scripts\/release\/|^release\//, tests: /^test\/release\// },
  { files: /^(package\.json|\.projenrc\.ts|lib\/index\.ts|API\.md)$/, tests: /^test\/repository\/(package|api)/ },
];
