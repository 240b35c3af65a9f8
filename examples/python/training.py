"""A training loop: losses, weights and predictions of a small network, and the messages of `logging`."""

from __future__ import annotations

import logging
import sys

import numpy as np
import numpy.typing as npt

import rushes as rr

Array = npt.NDArray[np.float64]


class Network:
    """Two layers, trained by gradient descent. With PyTorch, its tensors are logged just so."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.first = rng.normal(scale=0.8, size=(1, 32))
        self.bias = np.zeros(32)
        self.second = rng.normal(scale=0.2, size=(32, 1))

    def hidden(self, x: Array) -> Array:
        result: Array = np.tanh(x @ self.first + self.bias)
        return result

    def predict(self, x: Array) -> Array:
        result: Array = self.hidden(x) @ self.second
        return result

    def train(self, x: Array, y: Array, rate: float) -> float:
        """One step; returns the loss before it."""
        hidden = self.hidden(x)
        error = hidden @ self.second - y
        back = error @ self.second.T * (1 - hidden**2)
        self.second -= rate * hidden.T @ error / len(x)
        self.first -= rate * x.T @ back / len(x)
        self.bias -= rate * back.mean(axis=0)
        return float((error**2).mean())


def main(path: str) -> None:
    rr.init("training")
    rr.save(path)
    logger = logging.getLogger("training")
    logger.setLevel(logging.INFO)
    logger.addHandler(rr.LoggingHandler("log"))

    rng = np.random.default_rng(0)
    x = np.linspace(-3, 3, 200).reshape(-1, 1)
    y = np.sin(2 * x) + rng.normal(scale=0.05, size=x.shape)
    network = Network(rng)
    rr.log("data", rr.Points2D(np.hstack([x, -y]), radii=0.02, colors=[160, 160, 160]), static=True)
    rr.send_property("settings", rr.AnyValues(rate=0.1, hidden=32))

    for epoch in range(1000):
        rr.set_time("epoch", sequence=epoch)
        loss = network.train(x, y, rate=0.1)
        rr.log("loss", rr.Scalars(loss))
        if epoch % 50 == 0:
            logger.info("epoch %d: loss %.4f", epoch, loss)
            line = np.hstack([x, -network.predict(x)])
            rr.log("prediction", rr.LineStrips2D(line, colors=[255, 120, 0]))
            rr.log("weights/second", rr.BarChart(network.second[:, 0]))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "training.rrd")
