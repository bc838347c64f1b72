package io.tributary.worker;

import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.settings.Failure;

/** A client's state that does not belong to the federation it meets. */
final class OtherHistory {
  private OtherHistory() {}

  static Failure failure(SlotId slot, ClusterId cluster, int trained, int newest) {
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
        "the topics were started afresh: use another --state-dir, or bring the topics back");
  }
}
