package io.tributary.infra.cli.contract;

import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.local.setup.BaseModelProbe;
import io.tributary.infra.local.setup.ContractDraft;
import io.tributary.infra.operate.FederationCreation;
import io.tributary.schemas.contract.PortableSeed;
import io.tributary.schemas.federation.Preflight;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.settings.ConnectionOptions;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Implements {@code federation create}, which makes a federation's topics, schemas and contract.
 */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    modelTransformer = ContractFlags.All.class,
    description = {
      "Makes a federation: its topics and schemas, as far as they are missing, and its contract."
          + " Aggregators, workers and routers then join it by its name.",
      "Repeating it changes nothing. What neither flags nor --file say is as for members who do not"
          + " know each other; 'federation show' prints all of it.",
      ""
    })
final class FederationCreateCommand implements Callable<CommandResult> {
  private static final String SOURCE = "base-model.source";
  private static final String TARGETS = "adapter.targets";
  private static final int DEFAULT_PARTITIONS = 2;

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions where;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "YAML of the contract, as 'federation show' prints it; may leave out anything. Flags"
              + " win.")
  private Path file;

  @Option(
      names = "--base-model",
      paramLabel = "bundled|DIR",
      description =
          "Model to take base-model.* and adapter.sites from, unless they are given (file:"
              + " base-model.source; default: bundled).")
  private String baseModel;

  @Option(
      names = "--targets",
      paramLabel = "KINDS",
      description =
          "Kinds of layers that are adapted, comma-separated (file: adapter.targets; default:"
              + " query,value).")
  private String targets;

  @Option(
      names = "--partitions",
      description = "Of the topics keyed by cluster or chunk (default: what they have, or else 2).")
  private Integer partitions;

  @Option(
      names = "--replication-factor",
      defaultValue = "-1",
      description = "Of new topics; -1: the broker's default (default).")
  private short replicationFactor;

  @Option(names = "--dry-run", description = "Only print the contract.")
  private boolean dryRun;

  @Override
  public CommandResult call() throws InterruptedException {
    FederationConnection connection = where.brokerAndRegistry();
    FederationSpec contract = contract();
    if (dryRun) {
      return answer(contract, "# not done (--dry-run)\n" + ContractView.yaml(contract));
    }
    Preflight.check(connection);
    int count =
        partitions != null
            ? partitions
            : FederationCreation.partitions(connection).orElse(DEFAULT_PARTITIONS);
    try (var registry = SchemaRegistry.of(connection)) {
      var founding =
          new FederationCreation(
              connection, registry, new TopicCatalogue(where.federation(), count));
      founding.prepare(replicationFactor);
      Optional<FederationSpec> before = founding.published();
      founding.publish(contract);
      return answer(
          before.orElse(contract),
          before.isPresent()
              ? "federation " + where.federation() + " exists, with this contract"
              : """
              federation %s is created
              next: tributary aggregator run, worker run and router run with --federation %s\
              """
                  .formatted(where.federation(), where.federation()));
    }
  }

  private FederationSpec contract() throws InterruptedException {
    Map<String, String> given =
        new LinkedHashMap<>(ContractFlags.given(spec, file, Set.of(SOURCE, TARGETS)));
    String source = first(baseModel, given.remove(SOURCE), "bundled");
    String kinds = first(targets, given.remove(TARGETS), "query,value");
    var draft = new ContractDraft(where.federation(), given);
    if (!draft.namesModel()) {
      draft = draft.on(new BaseModelProbe(source, draft.rank(), draft.alpha(), kinds).describe());
    }
    FederationSpec contract = draft.contract();
    PortableSeed.require("--adapter-seed", contract.seed());
    PortableSeed.require("--clustering-seed", contract.clustering().seed());
    return contract;
  }

  private static String first(String flag, String inFile, String otherwise) {
    if (flag != null) {
      return flag;
    }
    return inFile != null ? inFile : otherwise;
  }

  private static CommandResult answer(FederationSpec contract, String text) {
    return new CommandResult(ContractView.of(contract), text);
  }
}
