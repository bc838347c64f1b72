package io.tributary.infra.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.infra.cli.CommandTree;
import io.tributary.infra.cli.command.VerbFinder;
import io.tributary.schemas.settings.ClientConfigurable;
import io.tributary.schemas.settings.ConnectionOptions;
import io.tributary.schemas.settings.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

class ConfigurationTest {
  private static final Map<String, String> NOTHING = Map.of();

  private final List<ConfigFileSetting> settings = new ArrayList<>();

  @Test
  void environmentFillsWhatTheCommandLineLeavesOut() {
    assertThat(rounds(Map.of("TRIBUTARY_LOCAL_ROUNDS", "12"))).isEqualTo(12);
  }

  @Test
  void flagsWinOverEnvironmentAndEnvironmentOverTheFile() {
    set("local", "rounds", "5");
    Map<String, String> environment = Map.of("TRIBUTARY_LOCAL_ROUNDS", "12");
    assertThat(rounds(NOTHING)).isEqualTo(5);
    assertThat(rounds(environment)).isEqualTo(12);
    assertThat(rounds(environment, "--rounds", "3")).isEqualTo(3);
  }

  @Test
  void anEmptyVariableIsNoSetting() {
    set("local", "rounds", "5");
    assertThat(rounds(Map.of("TRIBUTARY_LOCAL_ROUNDS", ""))).isEqualTo(5);
  }

  /** A service called tributary-router would else break every router of its namespace. */
  @Test
  void kubernetesVariablesOfAServiceAreNoSettings() {
    Map<String, String> pod =
        Map.of(
            "TRIBUTARY_ROUTER_PORT", "tcp://10.0.0.1:8080",
            "TRIBUTARY_ROUTER_PORT_8080_TCP_ADDR", "10.0.0.1",
            "TRIBUTARY_ROUTER_SERVICE_HOST", "10.0.0.1");
    assertThat(EnvironmentVariables.settings(pod)).isEmpty();
    ParseResult router =
        tree(pod)
            .parseArgs(
                words("router run --bootstrap-servers k:1 --schema-registry x --federation f"));
    assertThat((int) option(router, "--port").getValue()).isEqualTo(8080);
  }

  @Test
  void aMisspeltVariableIsNamedWithTheNearest() {
    Map<String, String> variables =
        Map.of(
            "TRIBUTARY_LOCAL_ROUNDS", "3",
            "TRIBUTARY_LOCAL_ROUND", "3",
            "TRIBUTARY_DATA", "rows",
            "TRIBUTARY_KAFKA_SECURITY_PROTOCOL", "SSL",
            "TRIBUTARYLOCAL", "else's");
    assertThat(EnvironmentVariables.unread(variables, ConfigKeys.of(tree(NOTHING))))
        .containsExactly(
            "environment variable TRIBUTARY_LOCAL_ROUND is read by no verb: did you mean"
                + " TRIBUTARY_LOCAL_ROUNDS?");
  }

  @Test
  void aNounsOwnSettingWinsOverTheCommonOneOfItsSource() {
    set("common", "partitions", "4");
    set("local", "partitions", "6");
    ParseResult local = tree(NOTHING).parseArgs("local", "run");
    assertThat((int) option(local, "--partitions").getValue()).isEqualTo(6);
    ParseResult topics =
        tree(NOTHING).parseArgs(words("topics plan --bootstrap-servers k:1 --federation f"));
    assertThat((int) option(topics, "--partitions").getValue()).isEqualTo(4);
    ParseResult status =
        tree(Map.of("TRIBUTARY_COMMON_PARTITIONS", "8"))
            .parseArgs(words("status --bootstrap-servers k:1 --federation f"));
    assertThat((int) option(status, "--partitions").getValue()).isEqualTo(8);
  }

  @Test
  void everyApplicationMeetsItsRequiredOptionsFromTheFile() {
    set("common", "federation", "shop");
    set("common", "schema-registry", "http://r:1");
    set("kafka", "bootstrap.servers", "k:1");
    set("worker", "state-dir", "w");
    set("aggregator", "state-dir", "a");
    for (String verb :
        List.of(
            "worker run",
            "aggregator run",
            "router run",
            "topics plan",
            "topics apply",
            "schemas check",
            "status")) {
      ParseResult parsed = tree(NOTHING).parseArgs(words(verb));
      assertThat(VerbFinder.last(parsed).getParseResult().errors()).as(verb).isEmpty();
      assertThat((String) option(parsed, "--federation").getValue()).as(verb).isEqualTo("shop");
    }
  }

  @Test
  void kafkasOwnKeysReachTheClientsVerbatimAndFlagsWinKeyByKey() throws Exception {
    set("kafka", "security.protocol", "SSL");
    set("kafka", "sasl.jaas.config", "a=b,c");
    set("kafka", "client.id", "file");
    Configuration configuration =
        new Configuration(Map.of("TRIBUTARY_KAFKA_SECURITY_PROTOCOL", "SASL_SSL"), file());
    ParseResult parsed =
        CommandTree.build(configuration)
            .parseArgs(
                words("topics plan --bootstrap-servers k:1 --federation f --kafka client.id=flag"));
    KafkaKeys.fillIn(parsed, configuration);
    ConnectionOptions where = option(parsed, "--federation").scope().get();
    assertThat(where.broker().clients())
        .isEqualTo(
            Map.of(
                "security.protocol", "SASL_SSL", "sasl.jaas.config", "a=b,c", "client.id", "flag"));
  }

  @Test
  void everyVerbWithClientsTakesTheirSettings() {
    List<String> verbs = new ArrayList<>();
    collectClients(tree(NOTHING), verbs);
    assertThat(verbs)
        .contains("tributary local run", "tributary schemas check", "tributary status");
  }

  private static void collectClients(CommandLine command, List<String> verbs) {
    command.getSubcommands().values().forEach(sub -> collectClients(sub, verbs));
    OptionSpec option = command.getCommandSpec().findOption("--client-config");
    if (option != null) {
      String verb = command.getCommandSpec().qualifiedName();
      assertThat(KafkaKeys.holder(option)).as(verb).isInstanceOf(ClientConfigurable.class);
      verbs.add(verb);
    }
  }

  @Test
  void aFlagThatTheFileSetsIsNotUnsetByGivingItAgain() {
    set("local", "keep-running", "true");
    for (String again : List.of("local run", "local run --keep-running")) {
      ParseResult parsed = tree(NOTHING).parseArgs(words(again));
      assertThat((boolean) option(parsed, "--keep-running").getValue()).as(again).isTrue();
    }
    ParseResult off = tree(NOTHING).parseArgs(words("local run --keep-running=false"));
    assertThat((boolean) option(off, "--keep-running").getValue()).isFalse();
  }

  @Test
  void everyFlagThatAFileMaySetSaysTrueWhenItIsGiven() {
    ConfigKeys.of(tree(NOTHING))
        .bySection()
        .values()
        .forEach(keys -> keys.values().forEach(ConfigurationTest::requireFallback));
  }

  private static void requireFallback(OptionSpec option) {
    if (option.arity().max() == 0) {
      assertThat(option.fallbackValue()).as(option.longestName()).isEqualTo("true");
    }
  }

  @Test
  void anUnknownKeyNamesPlaceAndNearestMatch() {
    set("local", "rouns", "5");
    assertUnknown("tributary.yaml:1: unknown key local.rouns", "Did you mean local.rounds?");
  }

  @Test
  void anUnknownSectionNamesTheNearestKey() {
    set("agregator", "threads", "5");
    assertUnknown("unknown key agregator.threads", "Did you mean aggregator.threads?");
  }

  @Test
  void aKeyThatOnlyAnotherNounHasIsUnknown() {
    set("router", "rounds", "5");
    assertUnknown("unknown key router.rounds", "");
  }

  @Test
  void aMistypedKafkaKeyIsUnknownButAPluginsKeyPasses() {
    set("kafka", "company.interceptor.mode", "x");
    assertThat(tree(NOTHING)).isNotNull();
    set("kafka", "securty.protocol", "SSL");
    assertUnknown("unknown key kafka.securty.protocol", "Did you mean kafka.security.protocol?");
  }

  private void assertUnknown(String message, String hint) {
    assertThatThrownBy(() -> tree(NOTHING))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION);
              assertThat(failure.code()).isEqualTo("CONFIG_UNKNOWN_KEY");
              assertThat(failure).hasMessageContaining(message);
              assertThat(failure.hint()).contains(hint);
            });
  }

  private void set(String section, String key, String value) {
    settings.add(new ConfigFileSetting(section, key, value, settings.size() + 1));
  }

  private ConfigFile file() {
    return new ConfigFile("tributary.yaml", settings);
  }

  private CommandLine tree(Map<String, String> environment) {
    return CommandTree.build(new Configuration(environment, file()));
  }

  private int rounds(Map<String, String> environment, String... flags) {
    String[] words = new String[flags.length + 2];
    words[0] = "local";
    words[1] = "run";
    System.arraycopy(flags, 0, words, 2, flags.length);
    return option(tree(environment).parseArgs(words), "--rounds").getValue();
  }

  private static OptionSpec option(ParseResult parsed, String name) {
    return VerbFinder.last(parsed).getCommandSpec().findOption(name);
  }

  private static String[] words(String line) {
    return line.split(" ", -1);
  }
}
