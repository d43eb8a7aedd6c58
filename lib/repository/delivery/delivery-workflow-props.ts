import type { MicroserviceInfra } from '../../service/microservice-infra';
import type { ServiceLanguage } from '../skeletons/service-language';

/** What an image is built for. */
export enum ImagePlatform {
  /** Intel and AMD. */
  AMD64 = 'linux/amd64',
  /** ARM, such as AWS Graviton. */
  ARM64 = 'linux/arm64',
}

/** The props of a DeliveryWorkflow. */
export interface DeliveryWorkflowProps {
  /** The service, of the same stack. */
  readonly service: MicroserviceInfra;
  /**
   * The language of its code, which says what to set up and how to lint and test, as its skeleton does.
   *
   * @default - nothing is set up; `commands` is required
   */
  readonly language?: ServiceLanguage;
  /**
   * The commands that lint and test. The first that fails ends the delivery.
   *
   * @default - those of the language
   */
  readonly commands?: string[];
  /**
   * The name of the image, without a tag.
   *
   * @default - `<imageRegistry>/<service>`
   */
  readonly image?: string;
  /**
   * The platforms of the image.
   *
   * @default [ImagePlatform.AMD64]
   */
  readonly platforms?: ImagePlatform[];
  /**
   * The folder of the repository with the code and the Dockerfile. In a repository with several services, each has its own.
   *
   * @default '.'
   */
  readonly workingDirectory?: string;
  /**
   * The Dockerfile in that folder.
   *
   * @default 'Dockerfile'
   */
  readonly dockerfile?: string;
  /**
   * The paths whose changes are delivered, as patterns of GitHub. If they are given, the caller itself has to be in them.
   *
   * @default - all files; those of `workingDirectory` and the workflow itself if that is given
   * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onpushpull_requestpull_request_targetpathspaths-ignore
   */
  readonly paths?: string[];
  /**
   * The default branch of the repository.
   *
   * @default 'main'
   */
  readonly branch?: string;
  /**
   * The environment that each commit is deployed to.
   *
   * @default - the last one that is not for production
   */
  readonly staging?: string;
  /**
   * The environment that a pull request promotes it to.
   *
   * @default - the first one for production; nothing is promoted if there is none
   */
  readonly production?: string;
  /**
   * The repository with the infrastructure of the service, whose `golden-path sync` writes its folder.
   *
   * @default - the repository of the code
   */
  readonly infrastructureRepository?: string;
  /**
   * The folder of the repository with a package.json and package-lock.json that install the command `golden-path`.
   *
   * @default '.'
   */
  readonly folder?: string;
  /**
   * The reusable workflow that delivers.
   *
   * @default - `<organization>/workflows/.github/workflows/delivery.yml`
   */
  readonly workflow?: string;
  /**
   * Its version: a commit of 40 digits, or a full ref such as `refs/tags/v1.2.3`. A commit is safer, since a ref can be moved. It has
   * to be one of `workflowRefs` of the platform's ImagePolicy.
   *
   * @default 'refs/heads/main'
   */
  readonly workflowRef?: string;
}
