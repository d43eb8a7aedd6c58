/** Packages that drive a browser and judge pages; neither depends on another package. */
export const PACKAGES = {
  /** Drives the Chromium of the machine; it downloads no browser of its own. */
  'playwright-core': '1.64.1',
  /** @see https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md */
  'axe-core': '4.14.1',
} as const;
