// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.annotation.Observed;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.annotations.Tool;
import io.openinference.instrumentation.annotations.Traced;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A servlet application whose pages open scopes and go on in other threads. */
final class ServletApplication {

  @Configuration(proxyBeanMethods = false)
  @EnableAsync
  @EnableScheduling
  @EnableTransactionManagement
  static class Beans {

    @Bean
    Pages pages(
        OpenTelemetry openTelemetry,
        ObservationRegistry observations,
        Background task,
        Ticker ticker,
        Orders orders) {
      return new Pages(
          OpenInferenceTracer.create(openTelemetry), observations, task, ticker, orders);
    }

    /** In place of Boot's executor only where a method names it. */
    @Bean(defaultCandidate = false)
    ThreadPoolTaskExecutor own() {
      return new ThreadPoolTaskExecutor();
    }

    @Bean(defaultCandidate = false)
    SimpleAsyncTaskExecutor decorated() {
      SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("decorated-");
      executor.setTaskDecorator(
          task ->
              () -> {
                try (Scope scope =
                    Context.current().with(Background.DECORATED, "decorated").makeCurrent()) {
                  task.run();
                }
              });
      return executor;
    }

    @Bean(defaultCandidate = false)
    ConcurrentTaskExecutor adapter() {
      return new ConcurrentTaskExecutor(Executors.newSingleThreadExecutor());
    }

    @Bean(defaultCandidate = false, destroyMethod = "shutdown")
    ExecutorService service() {
      return Context.taskWrapping(Executors.newSingleThreadExecutor());
    }

    @Bean
    Ticker ticker(OpenTelemetry openTelemetry) {
      return new Ticker(OpenInferenceTracer.create(openTelemetry));
    }

    @Bean
    Orders orders(OpenTelemetry openTelemetry) {
      return new Orders(OpenInferenceTracer.create(openTelemetry));
    }

    @Bean
    Transactions transactions() {
      return new Transactions();
    }

    @Bean
    Background background(OpenTelemetry openTelemetry, ObservationRegistry observations) {
      return new Background(OpenInferenceTracer.create(openTelemetry), observations);
    }
  }

  @RestController
  static class Pages {

    private final OpenInferenceTracer tracer;
    private final ObservationRegistry observations;
    private final Background background;
    private final Ticker ticker;
    private final Orders orders;
    private final ExecutorService propagating =
        ContextExecutorService.wrap(
            Executors.newSingleThreadExecutor(), ContextSnapshotFactory.builder().build());

    Pages(
        OpenInferenceTracer tracer,
        ObservationRegistry observations,
        Background background,
        Ticker ticker,
        Orders orders) {
      this.tracer = tracer;
      this.observations = observations;
      this.background = background;
      this.ticker = ticker;
      this.orders = orders;
    }

    @GetMapping("/scoped")
    String scoped() {
      try (Scope project = OpenInference.usingProject("bot");
          Scope session = OpenInference.usingSession("chat-1");
          Scope user = OpenInference.usingUser("ada");
          Scope metadata = OpenInference.usingMetadata(Map.of("plan", "free"));
          Scope tags = OpenInference.usingTags("blue");
          Scope template = OpenInference.usingPromptTemplate("Hi {name}", Map.of(), "1")) {
        return Observation.createNotStarted("inner", observations)
            .observe(
                () ->
                    tracer
                        .llm("model")
                        .call(
                            span ->
                                Observation.createNotStarted("outgoing", observations)
                                    .observe(() -> "answer")));
      }
    }

    @GetMapping("/suppressed")
    String suppressed() {
      try (Scope ignored = OpenInference.suppressTracing()) {
        Observation.createNotStarted("inner", observations)
            .observe(() -> tracer.llm("hidden").call(span -> "hidden"));
      }
      return tracer.llm("recorded").call(span -> "recorded");
    }

    @GetMapping("/async")
    String async() throws ExecutionException, InterruptedException {
      try (Scope session = OpenInference.usingSession("chat-2")) {
        return background.run().get();
      }
    }

    @GetMapping("/traced-async")
    String tracedAsync() throws ExecutionException, InterruptedException {
      try (Scope session = OpenInference.usingSession("chat-6")) {
        return background.tracedInService().get();
      }
    }

    @GetMapping("/threads/{way}")
    String threads(@PathVariable("way") String way) {
      try (Scope session = OpenInference.usingSession("chat-3")) {
        return tracer
            .chain("caller")
            .call(
                span -> {
                  try (Scope user = OpenInference.usingUser("ada")) {
                    return goOn(way).get(10, TimeUnit.SECONDS);
                  }
                });
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    private Future<String> goOn(String way) {
      return switch (way) {
        case "own-executor" -> background.inOwnExecutor();
        case "decorated" -> background.inDecoratedExecutor();
        case "adapter" -> background.inAdapter();
        case "wrapped-service" -> background.inService();
        case "completable" -> CompletableFuture.supplyAsync(background::work, propagating);
        case "snapshot" -> {
          // As a listener of messages does, which goes on with what came with the message.
          FutureTask<String> task = new FutureTask<>(background::work);
          new Thread(ContextSnapshotFactory.builder().build().captureAll().wrap(task)).start();
          yield task;
        }
        default ->
            Mono.fromCallable(background::work)
                .subscribeOn(Schedulers.boundedElastic())
                .publishOn(Schedulers.parallel())
                .toFuture();
      };
    }

    @GetMapping("/disordered")
    String disordered() {
      Context before = Context.current();
      Observation outer = Observation.start("outer", observations);
      Observation.Scope outerScope = outer.openScope();
      Scope session = OpenInference.usingSession("s-1");
      Observation inner = Observation.start("inner", observations);
      Observation.Scope innerScope = inner.openScope();
      tracer.llm("model").run(span -> {});
      session.close();
      innerScope.close();
      outerScope.close();
      outer.stop();
      inner.stop();
      return String.valueOf(Context.current() == before);
    }

    @GetMapping("/schedule")
    String schedule() throws InterruptedException {
      try (Scope session = OpenInference.usingSession("chat-4")) {
        return ticker.awaitTick();
      }
    }

    @GetMapping("/annotated")
    String annotated() {
      try (Scope session = OpenInference.usingSession("chat-5")) {
        return orders.status();
      }
    }

    @GetMapping("/plain")
    String plain() {
      return tracer.llm("plain").call(span -> String.valueOf(Context.current() == Context.root()));
    }

    @GetMapping("/page")
    String page() {
      return "page";
    }
  }

  static class Background {

    private final OpenInferenceTracer tracer;
    private final ObservationRegistry observations;
    static final ContextKey<String> DECORATED = ContextKey.named("decorated");

    Background(OpenInferenceTracer tracer, ObservationRegistry observations) {
      this.tracer = tracer;
      this.observations = observations;
    }

    @Async
    CompletableFuture<String> run() {
      return CompletableFuture.completedFuture(work());
    }

    @Async("own")
    CompletableFuture<String> inOwnExecutor() {
      return CompletableFuture.completedFuture(work());
    }

    @Async("decorated")
    CompletableFuture<String> inDecoratedExecutor() {
      assertThat(Context.current().get(DECORATED)).isEqualTo("decorated");
      return CompletableFuture.completedFuture(work());
    }

    @Async("adapter")
    CompletableFuture<String> inAdapter() {
      return CompletableFuture.completedFuture(work());
    }

    @Async("service")
    CompletableFuture<String> inService() {
      return CompletableFuture.completedFuture(work());
    }

    @Async("service")
    @Traced
    CompletableFuture<String> tracedInService() {
      return CompletableFuture.completedFuture(work());
    }

    String work() {
      return Observation.createNotStarted("background", observations)
          .observe(() -> tracer.llm("model").call(span -> "done"));
    }
  }

  static class Ticker {

    private final OpenInferenceTracer tracer;
    private final AtomicReference<CountDownLatch> wanted = new AtomicReference<>();

    Ticker(OpenInferenceTracer tracer) {
      this.tracer = tracer;
    }

    String awaitTick() throws InterruptedException {
      CountDownLatch ticked = new CountDownLatch(1);
      wanted.set(ticked);
      return ticked.await(10, TimeUnit.SECONDS) ? "done" : "late";
    }

    @Scheduled(fixedDelay = 50)
    void tick() {
      CountDownLatch ticked = wanted.getAndSet(null);
      if (ticked != null) {
        tracer.llm("tick").run(span -> {});
        ticked.countDown();
      }
    }
  }

  static class Orders {

    private final OpenInferenceTracer tracer;

    Orders(OpenInferenceTracer tracer) {
      this.tracer = tracer;
    }

    @Tool
    @Observed(contextualName = "observed")
    @Transactional
    public String status() {
      return tracer.llm("model").call(span -> "delivered");
    }
  }

  static final class Transactions extends AbstractPlatformTransactionManager {

    private static final long serialVersionUID = 1;

    int committed;

    @Override
    protected Object doGetTransaction() {
      return new Object();
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {}

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
      committed++;
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {}
  }

  private ServletApplication() {}
}
