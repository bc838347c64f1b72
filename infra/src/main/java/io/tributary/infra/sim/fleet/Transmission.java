package io.tributary.infra.sim.fleet;

import java.util.List;

/**
 * Records of one transaction on their way to the log.
 *
 * @param slot that waits for it to arrive; null if nobody does
 * @param shipments in the order in which they were sent
 */
record Transmission(SimulatedSlot slot, List<Shipment> shipments) {
  Transmission {
    shipments = List.copyOf(shipments);
  }
}
