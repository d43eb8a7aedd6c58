import { runMain } from './run-main.mjs';

export const imagePolicy = {
  name: 'Image policies (Kyverno)',
  needs: 'Go to build Kyverno\'s command line with',
  run(say) {
    say('signed and faulty images on a registry on loopback, by Kyverno\'s own code; it is built first, which takes long');
    return runMain('image-policy/kyverno');
  },
};

export const clusterImagePolicies = {
  name: 'Image policies (policy-controller)',
  needs: 'Go to build policy-controller\'s tester with',
  run(say) {
    say('the same images, by policy-controller\'s own code');
    return runMain('image-policy');
  },
};
