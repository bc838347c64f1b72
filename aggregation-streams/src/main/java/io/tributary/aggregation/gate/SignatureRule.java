package io.tributary.aggregation.gate;

import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.SignedRecord;
import java.util.Optional;

/**
 * A record is signed with the key that it names. Whether that key is its client's is asked where
 * clients' keys are known.
 *
 * @param federation whose records
 * @param required whether its records are signed at all
 */
public record SignatureRule(String federation, boolean required) {
  /** The rule of a federation. */
  public static SignatureRule of(FederationSpec spec) {
    return new SignatureRule(spec.federation(), spec.membership().signed());
  }

  /** What is wrong with the record's signature; empty if nothing is. */
  public Optional<Rejection> refuse(SignedRecord record) {
    if (!required) {
      return Optional.empty();
    }
    if (record.authorship().isEmpty()) {
      return bad("is missing");
    }
    try {
      return record.isSigned(federation)
          ? Optional.empty()
          : bad("is not over this record of federation " + federation);
    } catch (IllegalArgumentException e) {
      return bad("cannot be over this record: " + e.getMessage());
    }
  }

  private static Optional<Rejection> bad(String found) {
    return Optional.of(
        new Rejection(
            RejectReason.BAD_SIGNATURE,
            "the record must carry an Ed25519 signature over all of its fields, which "
                + found
                + ": sign with the client's private key, see the contract's SignedText"));
  }
}
