import { findTerraform } from '../../referees/terraform/binary';
import { buildTofu } from '../../referees/terraform/build-tofu';

/**
 * Has a program that plans, building one where there is none.
 *
 * @throws with the reason where there can be none
 */
export function needTerraform(): void {
  if (!findTerraform()) buildTofu();
}
