package io.tributary.infra.sim.fleet;

import java.util.List;

/**
 * Records of one transaction on their way to the log.
 *
 * @param slot that waits for it to arrive; null if nobody does
 * @param shipments in the order in which they were sent
 */
record Transaction(SimulatedSlot slot, List<InFlightRecord> shipments) {
  Transaction {
    shipments = List.copyOf(shipments);
  }
}
