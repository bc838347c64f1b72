package io.tributary.infra.cli;

import io.tributary.aggregation.AggregatorCommand;
import io.tributary.infra.cli.command.CommandGroup;
import io.tributary.infra.cli.config.ConfigFile;
import io.tributary.infra.cli.config.ConfigKeys;
import io.tributary.infra.cli.config.Configuration;
import io.tributary.infra.cli.contract.AclsCommands;
import io.tributary.infra.cli.contract.ContractCommands;
import io.tributary.infra.cli.contract.FederationCommands;
import io.tributary.infra.cli.contract.SchemasCommands;
import io.tributary.infra.cli.contract.TopicsCommands;
import io.tributary.infra.cli.operate.AdaptersCommands;
import io.tributary.infra.cli.operate.ClientsCommands;
import io.tributary.infra.cli.operate.ClustersCommands;
import io.tributary.infra.cli.operate.LineageCommands;
import io.tributary.infra.cli.operate.QuarantineCommands;
import io.tributary.infra.cli.operate.StatusCommand;
import io.tributary.infra.cli.operate.UpdatesCommands;
import io.tributary.router.RouterCommand;
import io.tributary.worker.command.WorkerCommand;
import java.util.Map;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Builds the command line of all nouns and verbs: those of the operator, and every {@link
 * CommandGroup} that another module on the class path registers as a service.
 */
public final class CommandTree {
  private CommandTree() {}

  static CommandLine build(Map<String, String> environment) {
    return build(new Configuration(environment, ConfigFile.NONE));
  }

  /**
   * Builds the command line. It throws a Failure for a key of the configuration file that no verb
   * knows.
   */
  public static CommandLine build(Configuration configuration) {
    CommandLine root = new CommandLine(new Root());
    root.addSubcommand(noun("worker", "The client side: trains adapters.", new WorkerCommand()));
    root.addSubcommand(
        noun("aggregator", "The stream: slots, clusters, merges.", new AggregatorCommand()));
    root.addSubcommand(noun("router", "Which adapter serves a text.", new RouterCommand()));
    root.addSubcommand(new ConfigCommands(configuration));
    ServiceLoader.load(CommandGroup.class).forEach(root::addSubcommand);
    CommonOptions.addTo(root);
    ConfigKeys.of(root).check(configuration.file());
    root.setDefaultValueProvider(configuration);
    root.setUsageHelpWidth(100);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    return root;
  }

  /** Returns the noun of an application with its verb {@code run}. */
  private static CommandLine noun(String name, String description, Object run) {
    CommandLine noun = new CommandLine(new Application()).setCommandName(name);
    noun.getCommandSpec().usageMessage().description(description);
    noun.addSubcommand("run", run);
    return noun;
  }

  @Command(mixinStandardHelpOptions = true)
  private static final class Application extends CommandGroup {}

  @Command(
      name = "tributary",
      mixinStandardHelpOptions = true,
      subcommands = {
        LocalCommands.class,
        FederationCommands.class,
        TopicsCommands.class,
        AclsCommands.class,
        SchemasCommands.class,
        StatusCommand.class,
        ClientsCommands.class,
        ContractCommands.class,
        ClustersCommands.class,
        UpdatesCommands.class,
        QuarantineCommands.class,
        AdaptersCommands.class,
        LineageCommands.class
      },
      versionProvider = VersionText.class,
      description = {
        "Continuous, personalised federated fine-tuning on Apache Kafka.",
        "",
        "Start with: tributary local run"
      },
      footer = {
        "",
        "What flags leave out comes from the environment, TRIBUTARY_NOUN_OPTION (for example",
        "TRIBUTARY_LOCAL_ROUNDS=12), or else from --config FILE: a YAML with a section for each"
            + " noun,",
        "common for all nouns, and kafka for the own settings of Kafka. config print shows it all.",
        "",
        "Exit codes: 0 ok, 1 domain error, 2 cannot connect or not allowed, 3 timeout,",
        "4 bad arguments or configuration, 5 our bug."
      })
  private static final class Root extends CommandGroup {}
}
