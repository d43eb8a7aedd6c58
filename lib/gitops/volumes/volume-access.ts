/**
 * Which pods may use a persistent volume.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
 */
export enum VolumeAccess {
  /** Those of one node may read and write, as with a disk. */
  READ_WRITE_ONCE = 'ReadWriteOnce',
  /** One pod may read and write. */
  READ_WRITE_ONCE_POD = 'ReadWriteOncePod',
  /** All may read and write, as with a network file system. */
  READ_WRITE_MANY = 'ReadWriteMany',
  /** All may read. */
  READ_ONLY_MANY = 'ReadOnlyMany',
}
