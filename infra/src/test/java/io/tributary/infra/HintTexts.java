package io.tributary.infra;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The hints in one source file: what it passes to the constructor of a Failure or of a bad row, and
 * to those of its own methods that pass a parameter on as a hint. A hint that is computed elsewhere
 * is looked at there.
 */
final class HintTexts {
  /** Which argument of a constructor is the hint. */
  private static final Map<String, Integer> CONSTRUCTORS = Map.of("Failure", 3, "BadRow", 2);

  private final CompilationUnitTree unit;
  private final Map<String, ExpressionTree> variables = new HashMap<>();

  /** Which argument of a method is the hint, by the method's name and number of parameters. */
  private final Map<String, Integer> methods = new HashMap<>();

  private final Set<ExpressionTree> hints = new LinkedHashSet<>();

  private HintTexts(CompilationUnitTree unit) {
    this.unit = unit;
  }

  /** The hints of the file that do not begin with a capital, or do not end with a full stop. */
  static List<String> thatAreNoSentences(CompilationUnitTree unit) {
    var texts = new HintTexts(unit);
    return texts.read().stream()
        .filter(hint -> !texts.isSentence(hint))
        .map(String::valueOf)
        .toList();
  }

  /** All hints of the file, as they are written. */
  static List<String> of(CompilationUnitTree unit) {
    return new HintTexts(unit).read().stream().map(String::valueOf).toList();
  }

  private List<ExpressionTree> read() {
    collect();
    return hints.stream().flatMap(this::choices).toList();
  }

  /** Again and again, until no more methods turn out to pass a parameter on. */
  private void collect() {
    int before;
    do {
      before = methods.size();
      new Collector().scan(unit, null);
    } while (methods.size() > before);
  }

  private final class Collector extends TreeScanner<Void, MethodTree> {
    @Override
    public Void visitMethod(MethodTree method, MethodTree outer) {
      return super.visitMethod(method, method);
    }

    @Override
    public Void visitVariable(VariableTree variable, MethodTree method) {
      if (variable.getInitializer() != null) {
        variables.put(variable.getName().toString(), variable.getInitializer());
      }
      return super.visitVariable(variable, method);
    }

    @Override
    public Void visitNewClass(NewClassTree made, MethodTree method) {
      Integer index = CONSTRUCTORS.get(made.getIdentifier().toString());
      if (index != null) {
        found(made.getArguments().get(index), method);
      }
      return super.visitNewClass(made, method);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, MethodTree method) {
      Integer index = methods.get(call.getMethodSelect() + "/" + call.getArguments().size());
      if (index != null) {
        found(call.getArguments().get(index), method);
      }
      return super.visitMethodInvocation(call, method);
    }

    private void found(ExpressionTree hint, MethodTree method) {
      hints.add(hint);
      List<String> parameters =
          method == null
              ? List.of()
              : method.getParameters().stream().map(one -> one.getName().toString()).toList();
      int index = parameters.indexOf(hint.toString());
      if (index >= 0) {
        methods.put(method.getName() + "/" + parameters.size(), index);
      }
    }
  }

  /** A choice between hints is each of them. */
  private Stream<ExpressionTree> choices(ExpressionTree hint) {
    if (hint instanceof ConditionalExpressionTree choice) {
      return Stream.of(choice.getTrueExpression(), choice.getFalseExpression())
          .flatMap(this::choices);
    }
    if (hint instanceof ParenthesizedTree inner) {
      return choices(inner.getExpression());
    }
    ExpressionTree value = valueOf(hint);
    return value == null ? Stream.of(hint) : choices(value);
  }

  private boolean isSentence(ExpressionTree hint) {
    var parts = new ArrayList<ExpressionTree>();
    collect(hint, parts);
    String first = text(parts.get(0));
    String last = text(parts.get(parts.size() - 1));
    boolean begins = first == null || (!first.isEmpty() && Character.isUpperCase(first.charAt(0)));
    return begins && (last == null || last.endsWith("."));
  }

  private void collect(ExpressionTree hint, List<ExpressionTree> parts) {
    ExpressionTree value = valueOf(hint);
    if (value != null) {
      collect(value, parts);
    } else if (hint instanceof BinaryTree sum) {
      collect(sum.getLeftOperand(), parts);
      collect(sum.getRightOperand(), parts);
    } else {
      parts.add(hint);
    }
  }

  private ExpressionTree valueOf(ExpressionTree name) {
    return name instanceof IdentifierTree identifier
        ? variables.get(identifier.getName().toString())
        : null;
  }

  /** The literal, or the template of {@code "..".formatted(..)}; null for anything else. */
  private static String text(ExpressionTree part) {
    if (part instanceof LiteralTree literal && literal.getValue() instanceof String text) {
      return text;
    }
    return part instanceof MethodInvocationTree call
            && call.getMethodSelect() instanceof MemberSelectTree select
            && select.getIdentifier().contentEquals("formatted")
        ? text(select.getExpression())
        : null;
  }
}
