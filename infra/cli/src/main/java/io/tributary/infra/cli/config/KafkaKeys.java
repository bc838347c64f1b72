package io.tributary.infra.cli.config;

import io.tributary.infra.cli.command.VerbFinder;
import io.tributary.schemas.settings.ClientConfigurable;
import io.tributary.schemas.settings.NearestWord;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Passes Kafka's own settings from the configuration to a verb's clients. */
public final class KafkaKeys {
  /**
   * The number of edits below which a key counts as a mistyped one of Kafka's; plug-ins of Kafka
   * have keys of their own.
   */
  private static final int MISTYPED_EDITS = 2;

  private KafkaKeys() {}

  /** Gives a verb's clients the settings that its flags leave out. */
  public static void fillIn(ParseResult parsed, Configuration configuration) {
    Map<String, String> settings = new TreeMap<>();
    configuration.kafka().forEach((key, configured) -> settings.put(key, configured.value()));
    for (OptionSpec option : VerbFinder.last(parsed).getCommandSpec().options()) {
      if (holder(option) instanceof ClientConfigurable clients) {
        clients.configureClients(settings);
      }
    }
  }

  /** Returns the object whose field an option sets. */
  static Object holder(OptionSpec option) {
    try {
      return option.scope().get();
    } catch (Exception e) { // picocli declares no narrower type.
      throw new IllegalStateException("no holder of " + option.longestName(), e);
    }
  }

  /** Throws a Failure for a key that is almost, but not quite, one of Kafka's. */
  static void check(ConfigFile file, ConfigFileSetting setting) {
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
