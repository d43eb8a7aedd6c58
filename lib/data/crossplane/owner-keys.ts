/** The keys by which labels and annotations say whose an object is. */
export const PLATFORM_KEYS = (domain: string) => ({
  team: `${domain}/team`,
  env: `${domain}/env`,
  costCenter: `${domain}/cost-center`,
  owner: `${domain}/owner`,
});
