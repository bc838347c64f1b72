package io.tributary.aggregation.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.topology.processor.ChunkRoute;
import io.tributary.schemas.settings.FederationConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

/** A user's setting of a client holds under every prefix that Streams gives it a meaning under. */
class StreamsSettingsTest {
  private static final String MAIN = StreamsConfig.MAIN_CONSUMER_PREFIX;
  private static final String CONSUMER = StreamsConfig.CONSUMER_PREFIX;
  private static final String PRODUCER = StreamsConfig.PRODUCER_PREFIX;

  /** All that Streams knows; a default under a prefix that is not here would not be looked at. */
  private static final List<String> PREFIXES =
      List.of(
          MAIN,
          StreamsConfig.RESTORE_CONSUMER_PREFIX,
          StreamsConfig.GLOBAL_CONSUMER_PREFIX,
          CONSUMER,
          PRODUCER,
          StreamsConfig.ADMIN_CLIENT_PREFIX);

  @Test
  void everyPrefixedDefaultYieldsToTheUsersSettingHoweverItIsPrefixed() {
    List<String> ours = prefixed(properties(Map.of()));
    assertThat(ours).hasSize(8);
    for (String key : ours) {
      for (String users : waysToSay(key)) {
        String value = another(key);
        assertThat(client(key, properties(Map.of(users, value))))
            .as("%s over our default %s", users, key)
            .containsEntry(bare(key), value);
      }
    }
  }

  @Test
  void everyPrefixedDefaultHoldsWhereTheUserSaysNothing() {
    Properties defaults = properties(Map.of());
    for (String key : prefixed(defaults)) {
      assertThat(client(key, defaults)).containsEntry(bare(key), String.valueOf(defaults.get(key)));
    }
  }

  private static List<String> prefixed(Properties properties) {
    return properties.keySet().stream()
        .map(String::valueOf)
        .filter(key -> PREFIXES.stream().anyMatch(key::startsWith))
        .toList();
  }

  private static List<String> waysToSay(String key) {
    var ways = new ArrayList<>(List.of(bare(key), key));
    if (key.startsWith(MAIN)) {
      ways.add(CONSUMER + bare(key));
    }
    if (key.startsWith(CONSUMER)) {
      ways.add(MAIN + bare(key));
    }
    return ways;
  }

  private static String bare(String key) {
    for (String prefix : PREFIXES) {
      if (key.startsWith(prefix)) {
        return key.substring(prefix.length());
      }
    }
    throw new AssertionError(key + " has no prefix");
  }

  /** A value that is not our default, nor Kafka's. */
  private static String another(String key) {
    return bare(key).equals(ProducerConfig.COMPRESSION_TYPE_CONFIG) ? "zstd" : "4711";
  }

  /** The settings of the client that the key is for, as texts. */
  private static Map<String, String> client(String key, Properties properties) {
    var config = new StreamsConfig(properties);
    Map<String, Object> settings =
        key.startsWith(PRODUCER)
            ? config.getProducerConfigs("client")
            : config.getMainConsumerConfigs("group", "client", 0);
    var texts = new HashMap<String, String>();
    settings.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return texts;
  }

  private static Properties properties(Map<String, String> users) {
    var connection = new FederationConnection("127.0.0.1:1", "mock://none", "f", users);
    return StreamsSettings.in(Path.of("state")).properties(connection, new ChunkRoute(false));
  }
}
