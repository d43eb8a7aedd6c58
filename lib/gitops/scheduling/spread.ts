import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import type { SpreadValues } from '../values/scheduling-values';

/** What pods keep apart in. */
export interface SpreadOptions {
  /**
   * Whether they have to keep apart in zones.
   *
   * @default true
   */
  readonly zones?: boolean;
  /**
   * Whether they have to keep apart in nodes.
   *
   * @default true
   */
  readonly hosts?: boolean;
}

const ZONE = 'topology.kubernetes.io/zone';
const HOST = 'kubernetes.io/hostname';

/** The topologies of an application of which nothing is said. */
export const SPREAD_TOPOLOGIES = [ZONE, HOST];

/** The labels by which pods of one version are told from those of another. */
const VERSION_LABELS = ['pod-template-hash', 'controller-revision-hash'];

/**
 * How the pods of a process keep apart from each other.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export class Spread {
  /** They keep apart in zones and nodes where they can; where they cannot, they run all the same. */
  public static preferred(): Spread {
    return new Spread(SPREAD_TOPOLOGIES.map((topologyKey) => ({ topologyKey, maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway' })));
  }

  /**
   * A pod waits until it can run apart from the others of its version.
   *
   * Throws `InvalidRule` if an option is not valid, or if they keep apart in nothing.
   *
   * @param options whether they have to keep apart in zones and in nodes; in the other, they do so where they can
   */
  public static required(options: SpreadOptions = {}): Spread {
    const validation = new Validation('Spread.required', 'InvalidRule');
    const given = snapshot(options);
    validation.fields('options', given, { limits: { zones: { type: 'boolean' }, hosts: { type: 'boolean' } } });
    validation.throwIfAny();
    const { hosts = true, zones = true } = given;
    if (!hosts && !zones) {
      const fix = 'write Spread.preferred(), or leave one of the two out';
      validation.add({ path: 'options', got: 'zones: false, hosts: false', allowed: 'one of the two', fix });
    }
    validation.throwIfAny();
    const required = [...(zones ? [ZONE] : []), ...(hosts ? [HOST] : [])];
    return new Spread(
      SPREAD_TOPOLOGIES.map((topologyKey) =>
        required.includes(topologyKey)
          ? { topologyKey, maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule', matchLabelKeys: VERSION_LABELS }
          : { topologyKey, maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway' },
      ),
    );
  }

  /** They run wherever there is room, all of them on one node if need be. */
  public static none(): Spread {
    return new Spread([]);
  }

  private constructor(private readonly constraints: readonly SpreadValues[]) {}

  /**
   * The constraints as Kubernetes has them, without the selector.
   *
   * @internal
   */
  public _values(): readonly SpreadValues[] {
    return this.constraints;
  }
}
