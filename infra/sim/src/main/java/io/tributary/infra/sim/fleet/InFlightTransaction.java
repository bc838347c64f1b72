package io.tributary.infra.sim.fleet;

import java.util.List;

/**
 * The records of one transaction in flight to the log.
 *
 * @param slot that waits for their arrival; null for none
 * @param shipments in the order in which they were sent
 */
record InFlightTransaction(SimulatedSlot slot, List<InFlightRecord> shipments) {
  InFlightTransaction {
    shipments = List.copyOf(shipments);
  }
}
