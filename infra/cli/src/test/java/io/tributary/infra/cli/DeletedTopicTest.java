package io.tributary.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.operate.SentFederation;
import io.tributary.schemas.topic.TopicCatalogue;
import io.tributary.testkit.KafkaBroker;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody deletes a topic of a federation: it is broken, which its people can mend. */
class DeletedTopicTest {
  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  @Test
  void statusNamesTheTopicsAndTheFix() throws Exception {
    try (var federation = new SentFederation(KAFKA, 1)) {
      TopicCatalogue topics = topics(federation);
      String ledger = topics.updateLedger().name();
      delete(ledger);
      assertBroken(federation, "topic " + ledger + " does not exist at ");
      String adapters = topics.globalAdapters().name();
      delete(adapters);
      assertBroken(federation, "topics " + ledger + ", " + adapters + " do not exist at ");
    }
  }

  @Test
  void withoutItsContractAFederationIsStillKnown() throws Exception {
    try (var federation = new SentFederation(KAFKA, 1)) {
      String contract = topics(federation).federationSpec().name();
      delete(contract);
      assertBroken(federation, "topic " + contract + " does not exist at ");
    }
  }

  private static void assertBroken(SentFederation federation, String message) {
    VerbRun status = VerbRun.of(federation.flags(), "status");
    assertThat(status.err())
        .startsWith("error TOPIC_MISSING: " + message)
        .contains("tributary topics apply --federation " + federation.connection.federation());
    assertThat(status.code()).isEqualTo(1);
  }

  private static TopicCatalogue topics(SentFederation federation) {
    return new TopicCatalogue(federation.connection.federation(), 2);
  }

  private static void delete(String topic) throws Exception {
    KAFKA.admin().deleteTopics(List.of(topic)).all().get();
  }
}
