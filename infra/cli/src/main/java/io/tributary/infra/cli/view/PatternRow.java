package io.tributary.infra.cli.view;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * An operator's decision about a pattern of clients.
 *
 * @param standing blocks, or unblocked
 * @param why the decision, with the operator's name
 * @param done false with {@code --dry-run}
 * @param matches known clients that match it
 * @param contribute those of them that may contribute all the same, or again
 */
@JsonNaming(SnakeCaseStrategy.class)
public record PatternRow(
    String pattern,
    String standing,
    String why,
    boolean done,
    List<String> matches,
    List<String> contribute) {}
