package io.tributary.infra.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskingTest {
  @Test
  void hidesEverySettingThatKafkaCallsAPassword() {
    SortedSet<String> shown = new TreeSet<>();
    for (ConfigDef clients :
        new ConfigDef[] {
          ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef()
        }) {
      clients
          .configKeys()
          .forEach(
              (key, definition) -> {
                if (definition.type == ConfigDef.Type.PASSWORD && isShown(key)) {
                  shown.add(key);
                }
              });
    }
    assertThat(shown).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"basic.auth.user.info", "vault.client-secret", "my.api.key"})
  void hidesWhatPluginsCallASecret(String key) {
    assertThat(isShown(key)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key.deserializer",
        "security.protocol",
        "sasl.oauthbearer.token.endpoint.url",
        "max-tokens",
        "rounds"
      })
  void showsWhatIsNone(String key) {
    assertThat(isShown(key)).isTrue();
  }

  @Test
  void hidesThePasswordWithinAnAddress() {
    assertThat(SecretMasking.masked("schema-registry", "https://bob:hunter2@registry:8081"))
        .isEqualTo("https://********@registry:8081");
  }

  private static boolean isShown(String key) {
    return SecretMasking.masked(key, "value").equals("value");
  }
}
