package io.tributary.infra.cli;

import io.tributary.infra.cli.config.ConfigFile;
import io.tributary.infra.cli.config.Setting;
import io.tributary.schemas.settings.NearestWord;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Kafka's own settings on their way from the configuration to a verb's {@code --kafka}. */
final class KafkaKeys {
  private static final String OPTION = "--kafka";

  /** Plug-ins of Kafka have keys of their own; one so near to Kafka's is a mistyped one. */
  private static final int MISTYPED_EDITS = 2;

  private KafkaKeys() {}

  /** Gives a verb the settings that its flags leave out. */
  static void fillIn(ParseResult parsed, Configuration configuration) {
    OptionSpec option = Verbs.last(parsed).getCommandSpec().findOption(OPTION);
    if (option != null) {
      SortedMap<String, String> settings = new TreeMap<>();
      configuration.kafka().forEach((key, configured) -> settings.put(key, configured.value()));
      Map<String, String> flags = option.getValue();
      settings.putAll(flags == null ? Map.of() : flags);
      option.setValue(settings);
    }
  }

  /** Throws a Failure for a key that is almost, but not quite, one of Kafka's. */
  static void check(ConfigFile file, Setting setting) {
    Set<String> known = new TreeSet<>();
    known.addAll(ConsumerConfig.configNames());
    known.addAll(ProducerConfig.configNames());
    known.addAll(AdminClientConfig.configNames());
    if (!known.contains(setting.key())) {
      Set<String> near =
          known.stream()
              .filter(name -> NearestWord.edits(setting.key(), name) <= MISTYPED_EDITS)
              .map(name -> Configuration.KAFKA + "." + name)
              .collect(Collectors.toCollection(TreeSet::new));
      if (!near.isEmpty()) {
        throw ConfigKeys.unknown(file, setting, near);
      }
    }
  }
}
