// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application that devtools restart three times. It knows nothing of OpenInference, so that it
 * runs without the starter too. In the end it says how many of the former class loaders are
 * collected: at most two, because Boot keeps the first one.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class RestartedProgram {

  static final String COLLECTED = "collected: ";
  static final String CHANGING = "test.changing";
  private static final String LOADERS = "test.loaders";

  /** Starts the application. Devtools call this method again for a restart. */
  public static void main(String[] arguments) throws Exception {
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(RestartedProgram.class)
            .web(WebApplicationType.NONE)
            // The thread of Boot's hook has the class loader of the first start.
            .registerShutdownHook(false)
            .properties(
                "spring.devtools.restart.poll-interval=200ms",
                "spring.devtools.restart.quiet-period=100ms",
                "logging.register-shutdown-hook=false",
                "spring.main.banner-mode=off",
                "spring.main.keep-alive=true",
                "management.otlp.metrics.export.enabled=false")
            .run(arguments);
    System.out.println("answer: " + context.getBean(Assistant.class).answer("Where is 1042?"));
    // Properties of the system are the same object for all class loaders.
    @SuppressWarnings("unchecked")
    List<WeakReference<ClassLoader>> loaders =
        (List<WeakReference<ClassLoader>>)
            System.getProperties().computeIfAbsent(LOADERS, key -> new ArrayList<>());
    loaders.add(new WeakReference<>(RestartedProgram.class.getClassLoader()));
    if (loaders.size() < 4) {
      Files.writeString(
          Path.of(System.getProperty(CHANGING), "changed" + loaders.size()), "changed");
      return;
    }
    // A static field of Boot, a converter, keeps the class loader of the first start.
    for (int i = 0; i < 100 && collected(loaders) < 2; i++) {
      System.gc();
      Thread.sleep(50);
    }
    System.out.println(COLLECTED + collected(loaders));
    context.close();
    System.exit(0);
  }

  private static long collected(List<WeakReference<ClassLoader>> loaders) {
    return loaders.stream().filter(loader -> loader.get() == null).count();
  }

  interface Assistant {

    String answer(String question);
  }

  @Bean
  ChatModel model() {
    return new LangChain4jApplicationTest.ScriptedModel();
  }

  @Bean
  Assistant assistant(ChatModel model) {
    // LangChain4j remembers the methods of each service in a static field.
    return AiServices.class.getClassLoader() == RestartedProgram.class.getClassLoader()
        ? AiServices.builder(Assistant.class)
            .chatModel(model)
            .tools(new LangChain4jApplicationTest.Orders())
            .build()
        : model::chat;
  }
}
