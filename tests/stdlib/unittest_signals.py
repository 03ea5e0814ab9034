# Ctrl-C between tests: unittest's handler of SIGINT.
import unittest, signal, os, gc, weakref, io
class B(unittest.TestCase):
    def setUp(self): self.h=signal.getsignal(signal.SIGINT)
    def tearDown(self): signal.signal(signal.SIGINT,self.h); unittest.signals._results=weakref.WeakKeyDictionary(); unittest.signals._interrupt_handler=None
    def test_install(self):
        d=signal.getsignal(signal.SIGINT); unittest.installHandler(); self.assertNotEqual(signal.getsignal(signal.SIGINT),d)
        try: os.kill(os.getpid(),signal.SIGINT)
        except KeyboardInterrupt: self.fail('KI')
        self.assertTrue(unittest.signals._interrupt_handler.called)
    def test_register(self):
        r=unittest.TestResult(); self.assertNotIn(r,unittest.signals._results); unittest.registerResult(r)
        try: self.assertIn(r,unittest.signals._results)
        finally: unittest.removeResult(r)
    def test_second(self):
        r=unittest.TestResult(); unittest.installHandler(); unittest.registerResult(r); os.kill(os.getpid(),signal.SIGINT); self.assertTrue(r.shouldStop)
        with self.assertRaises(KeyboardInterrupt): os.kill(os.getpid(),signal.SIGINT)
    def test_two(self):
        unittest.installHandler(); a,b,c=[unittest.TestResult() for _ in range(3)]; unittest.registerResult(a); unittest.registerResult(b); os.kill(os.getpid(),signal.SIGINT); self.assertEqual((a.shouldStop,b.shouldStop,c.shouldStop),(True,True,False))
    def test_replaced_but_called(self):
        unittest.installHandler(); h=signal.getsignal(signal.SIGINT)
        def new(f,s): h(f,s)
        signal.signal(signal.SIGINT,new)
        try: os.kill(os.getpid(),signal.SIGINT)
        except KeyboardInterrupt: pass
        else: self.fail()
    def test_runner(self):
        r=unittest.TextTestRunner(stream=io.StringIO()); res=r.run(unittest.TestSuite()); self.assertIn(res,unittest.signals._results)
    def test_weak(self):
        r=unittest.TestResult(); unittest.registerResult(r); w=weakref.ref(r); del r; gc.collect(); self.assertIsNone(w())
    def test_remove(self):
        d=signal.getsignal(signal.SIGINT); unittest.installHandler(); unittest.removeHandler(); self.assertEqual(signal.getsignal(signal.SIGINT),d); unittest.removeHandler(); self.assertEqual(signal.getsignal(signal.SIGINT),d)
    def test_deco(self):
        d=signal.getsignal(signal.SIGINT); unittest.installHandler()
        @unittest.removeHandler
        def t(): self.assertEqual(signal.getsignal(signal.SIGINT),d)
        t(); self.assertNotEqual(signal.getsignal(signal.SIGINT),d)
    def test_remove_result(self):
        r=unittest.TestResult(); unittest.registerResult(r); unittest.installHandler(); self.assertTrue(unittest.removeResult(r)); self.assertFalse(unittest.removeResult(unittest.TestResult()))
        try: os.kill(os.getpid(),signal.SIGINT)
        except KeyboardInterrupt: pass
        self.assertFalse(r.shouldStop)


result = unittest.TestResult()
signal.signal(signal.SIGINT, signal.default_int_handler)
unittest.defaultTestLoader.loadTestsFromTestCase(B).run(result)
print(result)
for test, text in result.errors + result.failures:
    print(test, text)
