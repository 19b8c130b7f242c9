// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** The last test: it checks the mean scores instead of calling the test method. */
final class ThresholdInvocation
    implements TestTemplateInvocationContext, InvocationInterceptor, ParameterResolver {

  private static final int SHOWN = 10;

  private final TestExperiment experiment;
  private final double threshold;
  private final @Nullable Path baselineFile;
  private final boolean updates;

  ThresholdInvocation(
      TestExperiment experiment, double threshold, @Nullable Path baselineFile, boolean updates) {
    this.experiment = experiment;
    this.threshold = threshold;
    this.baselineFile = baselineFile;
    this.updates = updates;
  }

  @Override
  public String getDisplayName(int invocationIndex) {
    return "mean scores";
  }

  @Override
  public List<Extension> getAdditionalExtensions() {
    return List.of(this);
  }

  /** The test method is not called, but JUnit wants its parameter. */
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ExampleTrial.class;
  }

  @Override
  public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return null;
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> invocationContext,
      ExtensionContext context)
      throws Throwable {
    invocation.skip();
    ExperimentResult result = experiment.result();
    if (updates && baselineFile != null) {
      ScoreBaseline.write(result, baselineFile);
    }
    context.publishReportEntry("experiment", result.toString());
    // Maven shows no report entries, and a test that passes has no message.
    System.out.println(summary(result));
    check(result);
  }

  private static String summary(ExperimentResult result) {
    StringJoiner scores = new StringJoiner(", ");
    for (String name : result.evaluators()) {
      scores.add((name + " " + ExperimentResult.number(result.meanScore(name))).strip());
    }
    String url = result.url();
    return String.format(
        "Experiment %s, %d examples: %s%s",
        result.name(),
        result.runs().size(),
        scores,
        url == null ? "" : System.lineSeparator() + url);
  }

  private void check(ExperimentResult result) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String name : result.evaluators()) {
      Double mean = result.meanScore(name);
      if (mean == null) {
        addScoreless(lines, name, result);
      } else if (experiment.goodness(name, mean) < threshold) {
        lines.add(
            String.format(
                "%s: the mean %s of %d examples misses the threshold %s",
                name,
                ExperimentResult.number(mean),
                result.runs().size(),
                ExperimentResult.number(threshold)));
      }
    }
    if (lines.isEmpty()) {
      return;
    }
    addWorse(lines, result);
    if (result.url() != null) {
      lines.add("Experiment: " + result.url());
    }
    throw new AssertionError(String.join(System.lineSeparator(), lines));
  }

  /** A label alone meets no threshold, and neither does a run that ended with an error. */
  private void addScoreless(List<String> lines, String name, ExperimentResult result) {
    if (threshold > 0 && experiment.isBounded(name)) {
      lines.add(
          String.format(
              "%s: none of %d examples has a score, and the threshold is %s",
              name, result.runs().size(), ExperimentResult.number(threshold)));
    }
  }

  private void addWorse(List<String> lines, ExperimentResult result) throws IOException {
    ExperimentResult baseline =
        baselineFile != null && Files.isRegularFile(baselineFile)
            ? ScoreBaseline.read(baselineFile)
            : experiment.previous();
    if (baseline == null) {
      lines.add("There is no baseline to compare with.");
      return;
    }
    List<ExampleComparison> worse = result.compareWith(baseline).worse();
    lines.add(worse.size() + " of " + result.runs().size() + " examples got worse:");
    for (ExampleComparison example : worse.subList(0, Math.min(SHOWN, worse.size()))) {
      lines.add("- " + describe(example, result));
    }
    if (worse.size() > SHOWN) {
      lines.add("- and " + (worse.size() - SHOWN) + " more");
    }
  }

  private static String describe(ExampleComparison example, ExperimentResult result) {
    StringBuilder text = new StringBuilder(ResultJson.text(example.run().input()));
    for (String name : example.worse()) {
      text.append(", ")
          .append(name)
          .append(' ')
          .append(ExperimentResult.number(example.before(name)))
          .append(" -> ")
          .append(ExperimentResult.number(example.after(name)));
    }
    String trace = result.traceUrl(example.run());
    return trace == null ? text.toString() : text.append(", ").append(trace).toString();
  }
}
