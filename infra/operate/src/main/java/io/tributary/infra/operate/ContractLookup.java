package io.tributary.infra.operate;

import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.log.LogKeys;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a federation's contract for readers that can go on without one. */
public final class ContractLookup {
  private static final Logger LOG = LoggerFactory.getLogger(ContractLookup.class);

  private ContractLookup() {}

  /** Returns the contract; empty, with a warning, if there is none that can be read. */
  public static Optional<FederationSpec> find(
      FederationConnection connection, Codecs codecs, Duration timeout) {
    try {
      return new FederationDirectory(connection, codecs.federationSpec()).find(timeout);
    } catch (Failure unreadable) {
      if (unreadable.kind() != Failure.Kind.CONFIGURATION) {
        throw unreadable;
      }
      LOG.atWarn()
          .addKeyValue(LogKeys.ERROR, unreadable.getMessage())
          .log("records are shown without the rules of the contract");
      return Optional.empty();
    }
  }
}
