package io.tributary.schemas.federation;

import io.tributary.schemas.codec.RecordCodec;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.contract.ContractKey;
import io.tributary.schemas.contract.ContractKeys;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.spec.FederationSpec;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The contract that the topic of contracts holds under one federation's name, read record by
 * record.
 */
final class HeldContract {
  private final String federation;
  private final String topic;
  private final RecordCodec<FederationSpec> codec;
  private FederationSpec contract;
  private String unreadable;
  private boolean covered;

  HeldContract(String federation, String topic, RecordCodec<FederationSpec> codec) {
    this.federation = federation;
    this.topic = topic;
    this.codec = codec;
  }

  /** Takes the topic's next record. */
  void take(ConsumerRecord<String, byte[]> record) {
    if (!federation.equals(record.key())) {
      return;
    }
    Optional<FederationSpec> next = decode(record);
    if (contract == null || next.filter(this::isSucceededBy).isPresent()) {
      contract = next.orElse(null);
      covered = false;
    } else {
      covered = !next.equals(Optional.of(contract));
    }
  }

  private boolean isSucceededBy(FederationSpec next) {
    return next.revision() > contract.revision()
        && ContractKeys.differences(contract, next).stream().allMatch(ContractKey::changeable);
  }

  private Optional<FederationSpec> decode(ConsumerRecord<String, byte[]> record) {
    try {
      return Optional.of(codec.decode(record.value()))
          .filter(spec -> spec.federation().equals(federation));
    } catch (UndecodableRecord e) {
      if (record.value() != null && unreadable == null) {
        unreadable = "record at offset " + record.offset() + " is " + e.getMessage();
      }
      return Optional.empty();
    }
  }

  /** Whether other records lie above the contract, so that compaction could remove it. */
  boolean isCovered() {
    return covered;
  }

  /**
   * The contract that holds, or empty if there is none.
   *
   * @throws Failure if a record cannot be read and none is a contract: it may be of a newer version
   *     of this program, and then ours must not be published beside it
   */
  Optional<FederationSpec> contract() {
    if (contract == null && unreadable != null) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "FEDERATION_UNREADABLE",
          "topic " + topic + " has no contract that can be read: the " + unreadable,
          "Upgrade this program, or use the schema registry that the federation was published"
              + " with. If none of yours wrote that record, remove it with kafka-delete-records.sh,"
              + " let only operators write to the topic, and publish the contract again.");
    }
    return Optional.ofNullable(contract);
  }
}
