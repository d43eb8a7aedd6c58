import { Construct } from 'constructs';
import { readOnlyList } from '../../core/read-only';
import { Access, ConnectOption } from '../../service/connection';
import type { ConnectOptions, Connection, IConnectable } from '../../service/connection';
import type { IMicroserviceInfra } from '../../service/imported-service';
import type { MicroserviceInfra } from '../../service/microservice-infra';
import { Companion } from './companion';
import { grantAccess } from './grant-access';

/** Data that several services can read and write, created here or imported. */
export interface ISharedData extends IConnectable {
  /**
   * Lets a service read: the same as `service.connectTo` with `Access.READ`.
   *
   * @param service the service that reads
   */
  grantRead(service: MicroserviceInfra): void;
  /**
   * Lets a service write: the same as `service.connectTo` with `Access.WRITE`.
   *
   * @param service the service that writes
   */
  grantWrite(service: MicroserviceInfra): void;
  /**
   * Lets a service read and write: the same as `service.connectTo` with `Access.READ_WRITE`.
   *
   * @param service the service that reads and writes
   */
  grantReadWrite(service: MicroserviceInfra): void;
}

/**
 * The base of such data.
 *
 * @internal
 */
export abstract class SharedData extends Construct implements ISharedData {
  /** `connectTo` accepts `access`. */
  public readonly connectOptions?: ConnectOption[] = readOnlyList([ConnectOption.ACCESS]);

  /**
   * Describes the result of connecting a service to it.
   *
   * @param service the service that is connected
   * @param options how it is connected
   */
  public abstract connectionFor(service: IMicroserviceInfra, options: ConnectOptions): Connection;

  /**
   * Lets a service read: the same as `service.connectTo` with `Access.READ`.
   *
   * @param service the service that reads
   */
  public grantRead(service: MicroserviceInfra): void {
    grantAccess(service, this, Access.READ);
  }

  /**
   * Lets a service write: the same as `service.connectTo` with `Access.WRITE`.
   *
   * @param service the service that writes
   */
  public grantWrite(service: MicroserviceInfra): void {
    grantAccess(service, this, Access.WRITE);
  }

  /**
   * Lets a service read and write: the same as `service.connectTo` with `Access.READ_WRITE`.
   *
   * @param service the service that reads and writes
   */
  public grantReadWrite(service: MicroserviceInfra): void {
    grantAccess(service, this, Access.READ_WRITE);
  }
}

/**
 * The base of such data that is a companion.
 *
 * @internal
 */
export abstract class SharedCompanion extends Companion implements ISharedData {
  /**
   * Lets a service read: the same as `service.connectTo` with `Access.READ`.
   *
   * @param service the service that reads
   */
  public grantRead(service: MicroserviceInfra): void {
    this.grantAccess(service, Access.READ);
  }

  /**
   * Lets a service write: the same as `service.connectTo` with `Access.WRITE`.
   *
   * @param service the service that writes
   */
  public grantWrite(service: MicroserviceInfra): void {
    this.grantAccess(service, Access.WRITE);
  }

  /**
   * Lets a service read and write: the same as `service.connectTo` with `Access.READ_WRITE`.
   *
   * @param service the service that reads and writes
   */
  public grantReadWrite(service: MicroserviceInfra): void {
    this.grantAccess(service, Access.READ_WRITE);
  }
}
