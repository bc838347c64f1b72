package io.tributary.infra.cli.view;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * What a person decided about a pattern of clients.
 *
 * @param standing blocks, or unblocked
 * @param why the decision, with that person's name
 * @param done false with {@code --dry-run}
 * @param matches clients that were seen and match it
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
