// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Runs the service: {@code curl --data-binary @catalogue.mrc localhost:8080/records}. */
@SpringBootApplication
public class Application {
    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }
}
