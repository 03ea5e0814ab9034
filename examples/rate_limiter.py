# A token bucket: bursts up to its size, then a steady rate. The clock is handed in, so that time here is not real.
import asyncio


class Bucket:
    def __init__(self, rate, size, clock, sleep):
        self.rate, self.size, self.clock, self.sleep = rate, size, clock, sleep
        self.tokens, self.filled = size, clock()
        self.turn = asyncio.Lock()

    async def take(self):
        # The lock makes waiting first come, first served.
        async with self.turn:
            self.fill()
            if self.tokens < 1:
                await self.sleep((1 - self.tokens) / self.rate)
                self.fill()
            self.tokens -= 1

    def fill(self):
        now = self.clock()
        self.tokens = min(self.size, self.tokens + (now - self.filled) * self.rate)
        self.filled = now


class FakeTime:
    def __init__(self):
        self.now = 0.0

    def clock(self):
        return self.now

    async def sleep(self, seconds):
        await asyncio.sleep(0)
        self.now += seconds


async def caller(number, bucket, time, log):
    await bucket.take()
    log.append((number, time.now))


async def main():
    time = FakeTime()
    bucket = Bucket(rate=4, size=3, clock=time.clock, sleep=time.sleep)
    log = []
    await asyncio.gather(*(caller(n, bucket, time, log) for n in range(8)))
    for number, when in log:
        print(f"call {number} went through at {when:.2f} s")
    time.now += 10
    log.clear()
    await asyncio.gather(*(caller(n, bucket, time, log) for n in range(4)))
    print("after a pause:", [round(when, 2) for _, when in log])


asyncio.run(main())
