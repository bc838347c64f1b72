package io.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KafkaBroker.class)
class KafkaBrokerParameterTest {

  @Test
  void comesAsParameterToo(KafkaBroker kafka) throws Exception {
    assertThat(kafka.admin().describeCluster().nodes().get()).hasSize(1);
  }
}
