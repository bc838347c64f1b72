package io.tributary.worker;

import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.settings.Failure;
import io.tributary.worker.exchange.FederationState;
import io.tributary.worker.state.SlotState;

/** Whether a client's state belongs to the federation that it meets. */
final class ClientStateCheck {
  private ClientStateCheck() {}

  /** Throws a Failure if the slot trained from a version that the federation does not have. */
  static void require(SlotId slot, SlotState done, FederationState federationState) {
    done.trainedBases()
        .forEach(
            (cluster, trained) -> {
              int newest = federationState.newest(cluster).version().version();
              if (trained > newest) {
                throw failure(slot, cluster, trained, newest);
              }
            });
  }

  private static Failure failure(SlotId slot, ClusterId cluster, int trained, int newest) {
    return new Failure(
        Failure.Kind.DOMAIN,
        "STATE_OF_OTHER_HISTORY",
        "slot "
            + slot
            + " trained from version "
            + trained
            + " of cluster "
            + cluster
            + ", but the federation's newest is "
            + newest,
        "The topics were started afresh: use another --state-dir, or bring the topics back.");
  }
}
