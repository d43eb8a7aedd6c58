/** The keys of the labels and annotations that name the owner of an object. */
export const PLATFORM_KEYS = (domain: string) => ({
  team: `${domain}/team`,
  env: `${domain}/env`,
  costCenter: `${domain}/cost-center`,
  owner: `${domain}/owner`,
});
