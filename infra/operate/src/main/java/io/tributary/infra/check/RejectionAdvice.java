package io.tributary.infra.check;

import io.tributary.schemas.event.RejectReason;

/** Advises a client's author about each reason for which a record is rejected. */
final class RejectionAdvice {
  private RejectionAdvice() {}

  static String of(RejectReason reason) {
    return switch (reason) {
      case NONE -> "";
      case UNDECODABLE -> "Write frame, schema id and key as sections 1 to 3 of CONTRACT.md say.";
      case WRONG_PARTITION ->
          "Put records where Kafka's Java producer puts them: partitioner=murmur2_random in"
              + " librdkafka.";
      case WRONG_LAYOUT ->
          "Take rank, target modules and chunks from the contract: tributary federation show.";
      case WRONG_BASE_MODEL, BAD_EMBEDDING ->
          "Embed with the contract's base model, and announce the slot again.";
      case TOO_MANY_SLOTS -> "Announce fewer, larger slots.";
      case FEDERATION_FULL -> "Ask the operator for room: membership.max-clients.";
      case ANNOUNCEMENT_REPLAYED ->
          "Set the client's clock: computedAt must not go back from one announcement to the next.";
      case BAD_SIGNATURE ->
          "Sign the text of section 10 of CONTRACT.md, byte for byte, with the client's key.";
      case KEY_MISMATCH ->
          "Sign with the client's key, see tributary clients show; a lost key is replaced by"
              + " tributary clients register.";
      case NOT_REGISTERED -> "Have an operator register the key: tributary clients register.";
      case UNKNOWN_SLOT, UNKNOWN_CLUSTER ->
          "Announce the slot, wait until cluster-state has it, and name that cluster as base.";
      case STALE_EPOCH -> "Read cluster-state again, and train from the slot's cluster.";
      case UNKNOWN_BASE_VERSION, WRONG_BASE_DIGEST ->
          "Name a version as global-adapters has it, digest included.";
      case STALE_BASE -> "Train from the cluster's newest version.";
      case CLOCK_SKEW -> "Set the client's clock: trainedAt lies in the future.";
      case BAD_WEIGHT -> "Claim the rows that were trained on, and a productNorm within bounds.";
      case SAMPLES_DIFFER -> "Announce the rows that updates claim, before claiming them.";
      case NOT_FINITE, OUT_OF_RANGE ->
          "Look for a training that diverged; values must be finite and within 8.";
      case CHUNK_DIGEST, CHUNK_SIZE ->
          "Write each chunk's payload as section 5 of CONTRACT.md says, and never use an id for"
              + " other bytes.";
      case CHUNK_MISSING, CHUNK_ORPHANED ->
          "Write manifest and chunks in one transaction, and see that it is committed.";
      case SEQUENCE_REPLAYED ->
          "Send an update when the one before is decided: a later one overtook it, or sequences"
              + " went back. Leave a gap above the highest that update-ledger has of the slot.";
      case SEQUENCE_AHEAD -> "Count sequences from 1; no jump may be larger than a million.";
      case SLOT_AHEAD -> "Wait for the version of an update before sending the one after the next.";
      case WINDOW_FULL -> "Send it again after the next version, as a new update.";
      case TOO_FEW_MEMBERS -> "Wait for more members: the merge strategy needs them.";
      case NORM_BOUND -> "Train with a smaller step, or ask an operator to release it.";
      case CLIENT_BLOCKED -> "Ask the operator: tributary clients unblock.";
      case INVALID_ORDER, STATE_UNREADABLE ->
          "Nothing on the client's side: this is about the aggregator's own records.";
    };
  }
}
