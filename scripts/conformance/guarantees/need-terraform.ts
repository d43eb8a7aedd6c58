import { findTerraform } from '../../../test/support/terraform/binary';
import { buildTofu } from '../../../test/support/terraform/build-tofu';

/**
 * Has a program that plans, building one where there is none.
 *
 * @throws with the reason where there can be none
 */
export function needTerraform(): void {
  if (!findTerraform()) buildTofu();
}
