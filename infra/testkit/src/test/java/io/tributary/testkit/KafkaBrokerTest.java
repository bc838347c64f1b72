package io.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaBrokerTest {

  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  @Test
  void servesTopicsOfUniqueNames() throws Exception {
    String first = KAFKA.uniqueName("letters");
    String second = KAFKA.uniqueName("letters");
    assertThat(first).startsWith("letters-").isNotEqualTo(second);
    KAFKA.admin().createTopics(List.of(new NewTopic(first, 2, (short) 1))).all().get();
    assertThat(KAFKA.admin().listTopics().names().get()).contains(first).doesNotContain(second);
  }

  @Test
  void sharesOneBrokerWithEveryOtherUse() {
    assertThat(new KafkaBroker().bootstrapServers()).isEqualTo(KAFKA.bootstrapServers());
  }
}
