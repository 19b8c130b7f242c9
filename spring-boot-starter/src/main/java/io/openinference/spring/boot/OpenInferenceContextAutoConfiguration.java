// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.micrometer.context.ContextRegistry;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;
import reactor.core.publisher.Hooks;

/**
 * Carries sessions, projects, suppression and parents to {@code @Async} methods and to the threads
 * of Reactor.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
    after = OpenInferenceTracingAutoConfiguration.class,
    beforeName = "org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration")
@ConditionalOnSetting("openinference.enabled")
public class OpenInferenceContextAutoConfiguration {

  private static final String SWITCH = "openinference.context-propagation";

  /** Called by Boot. */
  public OpenInferenceContextAutoConfiguration() {}

  /**
   * Boot's executors run {@code @Async} methods, on virtual threads too. A decorator of another
   * auto-configuration wins, because the condition sees no later auto-configuration.
   */
  @Bean
  @Fallback
  @ConditionalOnSetting(SWITCH)
  @ConditionalOnMissingBean(TaskDecorator.class)
  TaskDecorator openInferenceTaskDecorator() {
    return new ContextTaskDecorator();
  }

  /** An executor of the application takes the place of Boot's, which has the decorator. */
  @Bean
  @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
  @ConditionalOnSetting(SWITCH)
  static ExecutorBeanPostProcessor openInferenceExecutorBeanPostProcessor() {
    return new ExecutorBeanPostProcessor();
  }

  /** Hands the Context over between Reactor's operators. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({ContextRegistry.class, Hooks.class})
  @ConditionalOnSetting(SWITCH)
  static final class Reactor {

    private static final CapturedContextAccessor ACCESSOR = new CapturedContextAccessor();

    Reactor(Environment environment) {
      // After those that service files list: ours must see the scope that Micrometer's opens.
      ContextRegistry.getInstance().registerThreadLocalAccessor(ACCESSOR);
      if (environment.getProperty("spring.reactor.context-propagation") == null) {
        Hooks.enableAutomaticContextPropagation();
      }
    }

    @Bean
    static LazyInitializationExcludeFilter openInferenceEagerReactor() {
      return LazyInitializationExcludeFilter.forBeanTypes(Reactor.class);
    }
  }
}
