import unittest, sys, io, warnings, types
def run(cls, **kw):
    s = io.StringIO()
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(cls)
    r = unittest.TextTestRunner(stream=s, **kw).run(suite)
    import re
    print(re.sub(r'in \d+\.\d+s', 'in Xs', s.getvalue()))
    print(r)
class Msgs(unittest.TestCase):
    maxDiff = None
cases = [
 lambda t: t.assertEqual(1, 2), lambda t: t.assertEqual(1, 2, 'extra'), lambda t: t.assertEqual('a\nb', 'a\nc'), lambda t: t.assertEqual('abc', 'abd'), lambda t: t.assertEqual([1,2,3],[1,2,4]), lambda t: t.assertEqual([1],[1,2]),
 lambda t: t.assertEqual((1,2),(1,)), lambda t: t.assertEqual({'a':1},{'a':2,'b':3}), lambda t: t.assertEqual({1,2},{2,3}), lambda t: t.assertEqual(frozenset('a'), frozenset('b')), lambda t: t.assertEqual('x'*200, 'x'*199+'y'), lambda t: t.assertEqual(list(range(100)), list(range(99))+[5]),
 lambda t: t.assertNotEqual(1,1), lambda t: t.assertTrue(0), lambda t: t.assertFalse([1]), lambda t: t.assertIs([], []), lambda t: t.assertIsNot(None, None), lambda t: t.assertIsNone(3), lambda t: t.assertIsNotNone(None), lambda t: t.assertIn(1, [2]), lambda t: t.assertNotIn(1, [1]),
 lambda t: t.assertIsInstance(1, str), lambda t: t.assertNotIsInstance(1, int), lambda t: t.assertAlmostEqual(1.0, 1.1), lambda t: t.assertAlmostEqual(1, 2, delta=.5), lambda t: t.assertNotAlmostEqual(1.0, 1.00000001), lambda t: t.assertNotAlmostEqual(1, 1.2, delta=.5),
 lambda t: t.assertGreater(1, 2), lambda t: t.assertGreaterEqual(1,2), lambda t: t.assertLess(2,1), lambda t: t.assertLessEqual(2,1), lambda t: t.assertRegex('abc', 'x+'), lambda t: t.assertNotRegex('abc', 'b'), lambda t: t.assertCountEqual([1,2,2],[1,1,2]), lambda t: t.assertCountEqual([[1]], [[2]]),
 lambda t: t.assertRaises(ValueError, int, '3'), lambda t: t.assertRaises(ValueError, int, None), lambda t: t.assertRaisesRegex(ValueError, 'foo', int, 'x'), lambda t: t.fail('boom'), lambda t: t.fail(), lambda t: t.assertMultiLineEqual('a\n', 'b\n'), lambda t: t.assertSequenceEqual([1],(1,)), lambda t: t.assertSequenceEqual([1],(2,)), lambda t: t.assertListEqual([1],(1,)), lambda t: t.assertTupleEqual((1,),(2,)), lambda t: t.assertDictEqual({}, 3), lambda t: t.assertSetEqual({1}, [1]),
 lambda t: t.assertWarns(UserWarning, lambda: None), lambda t: t.assertRaises(3), lambda t: t.assertEqual([1, [2, 3]], [1, [2, 4]]), lambda t: t.assertEqual('a\nb\nc\n', 'a\nx\nc\n'), lambda t: t.assertAlmostEqual(1,2,places=1,delta=2), lambda t: t.assertEqual(None, False), lambda t: t.assertEqual(1.5, '1.5'), lambda t: t.assertEqual(b'a', b'b'), lambda t: t.assertRaises(ValueError, foo=1)]
for i, c in enumerate(cases):
    try: c(Msgs())
    except Exception as e: print(i, type(e).__name__, e)
    else: print(i, 'ok')
class T(unittest.TestCase):
    @classmethod
    def setUpClass(cls): print('setUpClass')
    @classmethod
    def tearDownClass(cls): print('tearDownClass')
    def setUp(self): print('setUp', self._testMethodName); self.addCleanup(print, 'cleanup')
    def tearDown(self): print('tearDown')
    def test_ok(self): "Doc line"; self.assertEqual(1, 1)
    def test_fail(self): self.assertEqual([1, 2], [1, 3])
    def test_err(self): 1 / 0
    @unittest.skip('why')
    def test_skip(self): pass
    @unittest.skipIf(True, 'cond')
    def test_skipif(self): pass
    @unittest.skipUnless(True, 'cond')
    def test_skipunless(self): pass
    @unittest.expectedFailure
    def test_xfail(self): self.fail()
    @unittest.expectedFailure
    def test_xpass(self): pass
    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i): self.assertEqual(i % 2, 0)
        with self.subTest('msg', k='v'): self.fail('x')
    def test_skipmid(self): self.skipTest('mid')
    def test_raises(self):
        with self.assertRaises(ValueError) as cm: int('x')
        self.assertIn('invalid literal', str(cm.exception))
        with self.assertRaisesRegex(ValueError, r'inval\w+'): int('x')
        with self.assertRaises(KeyError): pass
    def test_warns(self):
        with self.assertWarns(DeprecationWarning) as cm: warnings.warn('old', DeprecationWarning)
        print(cm.warning, cm.filename.endswith('.py'), cm.lineno)
        with self.assertWarnsRegex(UserWarning, 'abc'): warnings.warn('xabcx')
        with self.assertWarns(UserWarning): pass
run(T, verbosity=2)
run(T)
class SetupFail(unittest.TestCase):
    def setUp(self): raise RuntimeError('in setup')
    def test_a(self): pass
    def tearDown(self): print('never')
run(SetupFail, verbosity=2)
class ClassFail(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise RuntimeError('class')
    def test_a(self): pass
run(ClassFail, verbosity=2)
@unittest.skip('whole class')
class Skipped(unittest.TestCase):
    def test_a(self): pass
run(Skipped, verbosity=2)
class Async(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self): print('asetup')
    async def asyncTearDown(self): print('ateardown')
    async def test_a(self):
        import asyncio
        self.addAsyncCleanup(self.clean)
        await asyncio.sleep(0); self.assertEqual(1, 1)
    async def clean(self): print('aclean')
    def test_sync(self): pass
run(Async, verbosity=2)
t = T('test_ok')
print(t, repr(t), t.id(), t.shortDescription(), t.countTestCases(), t == T('test_ok'))
try: T('nope')
except ValueError as e: print(e)
s = unittest.TestSuite([T('test_ok'), T('test_xfail')])
print(s, s.countTestCases())
r = unittest.TestResult(); s.run(r); print(r, r.wasSuccessful(), r.expectedFailures[0][0])
l = unittest.TestLoader()
print(l.getTestCaseNames(T)[:3], l.loadTestsFromName('T.test_ok', sys.modules['__main__']), l.loadTestsFromNames(['T.test_ok','Async'], sys.modules['__main__']).countTestCases())
f = unittest.FunctionTestCase(lambda: None, description='d')
print(f.shortDescription(), f.id())
class Order(unittest.TestCase):
    def test_b(self): raise ValueError('x') from KeyError('y')
    def test_cleanup_err(self):
        self.addCleanup(lambda: 1/0)
        self.fail('first')
run(Order)
class Nm(unittest.TestCase):
    longMessage = False
    def test(self): self.assertEqual(1, 2, 'only this')
    def test_cm(self):
        with self.assertRaises(ValueError, msg='mm'): pass
run(Nm)
class FF(unittest.TestCase):
    def test_1(self): self.fail()
    def test_2(self): self.fail()
run(FF, failfast=True)
class Buf(unittest.TestCase):
    def test_1(self): print('captured'); self.fail('x')
run(Buf, buffer=True)
