// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import io.openinference.phoenix.Dataset;
import io.openinference.phoenix.DatasetExample;
import io.openinference.phoenix.DatasetFiles;
import io.openinference.phoenix.PhoenixClient;
import io.openinference.phoenix.evaluation.OutputEvaluator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Makes the tests of an {@link ExperimentTest}. JUnit creates it. */
final class ExperimentExtension implements TestTemplateInvocationContextProvider {

  private static final String ENDPOINT = "openinference.phoenix.endpoint";
  private static final String UPDATE = "openinference.experiment.update-baseline";
  private static final Pattern PARAMETER = Pattern.compile("\\$\\{(.+)}");
  private static final List<String> ENDPOINT_VARIABLES =
      List.of("PHOENIX_ENDPOINT", "PHOENIX_COLLECTOR_ENDPOINT", "PHOENIX_BASE_URL");

  ExperimentExtension() {}

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return context.getRequiredTestMethod().isAnnotationPresent(ExperimentTest.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    Method method = context.getRequiredTestMethod();
    ExperimentTest settings = method.getAnnotation(ExperimentTest.class);
    PhoenixClient client = client(context);
    String source = datasetName(settings.dataset(), context);
    Path file = TestFiles.find(source, context.getRequiredTestClass());
    Dataset dataset = dataset(source, file, client);
    String name =
        settings.name().isEmpty()
            ? context.getRequiredTestClass().getSimpleName() + "." + method.getName()
            : settings.name();
    TestExperiment experiment =
        new TestExperiment(name, dataset, evaluators(context, settings.evaluators()), client);
    // JUnit closes it after the last test.
    context
        .getStore(ExtensionContext.Namespace.create(ExperimentExtension.class, method))
        .put("experiment", experiment);
    List<TestTemplateInvocationContext> tests = new ArrayList<>();
    for (DatasetExample example : dataset) {
      tests.add(new ExampleInvocation(new ExampleTrial(experiment, example, settings.minimum())));
    }
    boolean updates = context.getConfigurationParameter(UPDATE).map("true"::equals).orElse(false);
    tests.add(
        new ThresholdInvocation(
            experiment, settings.threshold(), baseline(settings, file, context), updates));
    return tests.stream();
  }

  /** Returns the JUnit parameter that the name stands for, or the name itself. */
  private static String datasetName(String name, ExtensionContext context) {
    Matcher matcher = PARAMETER.matcher(name);
    if (!matcher.matches()) {
      return name;
    }
    return context
        .getConfigurationParameter(matcher.group(1))
        .orElseThrow(
            () ->
                new ExtensionConfigurationException(
                    "The JUnit parameter " + matcher.group(1) + " is not set."));
  }

  private static @Nullable PhoenixClient client(ExtensionContext context) {
    String endpoint = context.getConfigurationParameter(ENDPOINT).orElse("");
    if (!endpoint.isBlank()) {
      return PhoenixClient.builder().baseUrl(endpoint).build();
    }
    boolean set =
        ENDPOINT_VARIABLES.stream()
            .map(System::getenv)
            .anyMatch(value -> value != null && !value.isBlank());
    return set ? PhoenixClient.create() : null;
  }

  private static Dataset dataset(String name, @Nullable Path file, @Nullable PhoenixClient client) {
    if (!TestFiles.isFile(name)) {
      if (client == null) {
        throw new ExtensionConfigurationException(
            "The dataset '"
                + name
                + "' is in Phoenix. Set PHOENIX_ENDPOINT, or name a .jsonl file.");
      }
      return client.datasets().get(name);
    }
    if (file == null) {
      throw new ExtensionConfigurationException("There is no file '" + name + "'.");
    }
    try {
      Dataset local = DatasetFiles.readJsonLines(file);
      if (client == null) {
        return local;
      }
      client.datasets().upsert(local.name(), local.examples());
      return client.datasets().get(local.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<OutputEvaluator> evaluators(ExtensionContext context, String methodName) {
    Class<?> test = context.getRequiredTestClass();
    try {
      Method method = test.getDeclaredMethod(methodName);
      method.setAccessible(true);
      List<OutputEvaluator> evaluators = new ArrayList<>();
      for (Object each : (Iterable<?>) method.invoke(null)) {
        evaluators.add((OutputEvaluator) each);
      }
      return evaluators;
    } catch (ReflectiveOperationException | ClassCastException | NullPointerException e) {
      throw new ExtensionConfigurationException(
          test.getName() + " needs a method: static List<OutputEvaluator> " + methodName + "()", e);
    }
  }

  /** Returns where the baseline is or will be, or null if there is no such place. */
  private static @Nullable Path baseline(
      ExperimentTest settings, @Nullable Path dataset, ExtensionContext context) {
    if (settings.baseline().isEmpty()) {
      return dataset == null ? null : TestFiles.besides(dataset);
    }
    Path found = TestFiles.find(settings.baseline(), context.getRequiredTestClass());
    if (found != null) {
      return found;
    }
    Path resources = Path.of("src/test/resources");
    return Files.isDirectory(resources)
        ? resources.resolve(settings.baseline())
        : Path.of(settings.baseline());
  }
}
