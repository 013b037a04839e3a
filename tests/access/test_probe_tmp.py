import pytest, json, time
from tests.access import pages_members as m, pages_projects as p, operations as o
from tests.access.world import build_world, ROLES
from tests.access.asking import *
pytestmark = pytest.mark.django_db
def test_probe(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.SECURE_SSL_REDIRECT = False
    import portal.api.throttles as t; t.PER_USER=10**9; t.PER_ADDRESS=10**9
    w = build_world()
    out=[]
    for row in [*m.PORTAL,*m.MEMBERS,*p.RECORDS,*p.LISTINGS,*p.CLAIMING,*p.CLAIMS,*o.MEMBERS,*o.LISTINGS,*o.CLAIMS]:
        t0=time.time()
        ans=[]
        for role in ROLES:
            try: ans.append(answer_in_words(ask(row,w.people[role],w.own)))
            except Exception as e: ans.append("!"+type(e).__name__+str(e)[:80].replace(" ","_"))
        fo=[]
        if row.names_an_object:
            for role in ROLES:
                try: fo.append(answer_in_words(ask(row,w.people[role],w.own|{v:w.foreign[v] for v in row.at.values() if v in w.own})))
                except Exception as e: fo.append("!"+type(e).__name__)
        out.append((str(row)," ".join(ans)," ".join(fo)))
        print(f"{str(row):50} | {' '.join(ans)} | {' '.join(fo)} | {time.time()-t0:.2f}")
    json.dump(out,open("/tmp/access.json","w"))
