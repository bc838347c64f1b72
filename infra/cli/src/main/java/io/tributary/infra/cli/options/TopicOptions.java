package io.tributary.infra.cli.options;

import io.tributary.schemas.settings.ConnectionOptions;
import io.tributary.schemas.topic.TopicCatalogue;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name the topics of an existing federation. */
public final class TopicOptions {
  @Mixin public ConnectionOptions where;

  @Option(
      names = "--partitions",
      defaultValue = "2",
      description = "Of the topics keyed by cluster or chunk (default: ${DEFAULT-VALUE}).")
  private int partitions;

  public TopicCatalogue topics() {
    return new TopicCatalogue(where.federation(), partitions);
  }
}
